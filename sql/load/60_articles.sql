-- The articles behind the touched addresses, computed anew from their observations.

CREATE OR REPLACE TEMP TABLE old_articles AS
SELECT article_id, content_id, source, url FROM store.articles
WHERE article_id IN (FROM homes);

DELETE FROM store.articles WHERE article_id IN (SELECT article_id FROM old_articles);
DELETE FROM store.article_revisions WHERE article_id IN (SELECT article_id FROM old_articles);
DELETE FROM store.article_urls WHERE article_id IN (SELECT article_id FROM old_articles);

-- A page at another address than the one that it names as its original (AMP, mobile, print) is a
-- rendition: what it leaves out was not taken back by the publisher. It shows the article only where
-- the original was never seen. Scheme, www., a slash at the end and parameters make no other address,
-- but for parameters that ask for a rendition.
CREATE OR REPLACE TEMP TABLE history AS
WITH places AS (
    SELECT
        l.article_id,
        s.*,
        regexp_replace(s.final_url, '^https?://(www\.)?|(/(index\.s?html?)?)?([?#].*)?$', '', 'gi') AS place,
        regexp_replace(s.canonical_url, '^https?://(www\.)?|(/(index\.s?html?)?)?([?#].*)?$', '', 'gi') AS original
    FROM seen s JOIN labels l ON l.url_id = s.final_id
),
originals AS (
    SELECT
        * EXCLUDE (place, original),
        canonical_id IS NOT NULL
            AND (place <> original OR regexp_matches(final_url, '[?&][^&]*\b_?(is)?(amp|mobile|print)\b', 'i')) AS rendition
    FROM places
    QUALIFY NOT rendition OR bool_and(rendition) OVER (PARTITION BY article_id)
)
SELECT * EXCLUDE (rendition), lag(content_hash) OVER w AS last_hash, lag(version) OVER w AS last_version
FROM originals
WINDOW w AS (PARTITION BY article_id ORDER BY fetched_at, content_hash, capture_id);

INSERT INTO store.article_revisions
WITH causes AS (
    SELECT
        *,
        CASE
            WHEN last_hash IS NULL THEN 'first'
            WHEN last_hash = content_hash THEN NULL
            WHEN last_version = version THEN 'publisher'
            ELSE 'extractor'
        END AS cause
    FROM history
),
intervals AS (
    SELECT
        *,
        count(cause) OVER (
            PARTITION BY article_id ORDER BY fetched_at, content_hash, capture_id ROWS UNBOUNDED PRECEDING
        ) AS revision
    FROM causes
)
SELECT
    article_id,
    revision,
    arg_max(content_id, (fetched_at, capture_id)),
    any_value(content_hash),
    max(cause),
    min(fetched_at),
    max(fetched_at),
    count(*),
    arg_max(extractor, (fetched_at, capture_id)),
    arg_max(boilerplate, (fetched_at, capture_id))
FROM intervals
GROUP BY article_id, revision;

INSERT INTO store.articles
SELECT
    h.article_id,
    h.content_id,
    h.capture_id,
    h.source,
    CASE WHEN h.canonical_id IS NULL THEN h.final_url ELSE h.canonical_url END,
    o.first_seen,
    o.last_seen,
    o.observations,
    r.revisions,
    h.extractor,
    h.boilerplate,
    k.fields,
    CASE
        WHEN k.fields['published'] IS NULL THEN c.published_date
        ELSE try_cast(rpad(left(k.fields['published'][1], 10), 10, '-01') AS DATE)
    END
FROM (
    FROM history
    QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY fetched_at DESC, content_hash DESC, capture_id DESC) = 1
) h
JOIN (
    SELECT content_id, published_date FROM store.contents WHERE content_id IN (SELECT content_id FROM history)
) c ON c.content_id = h.content_id
JOIN (
    SELECT article_id, count(*) FILTER (cause <> 'extractor') AS revisions
    FROM store.article_revisions
    WHERE article_id IN (SELECT article_id FROM labels)
    GROUP BY article_id
) r ON r.article_id = h.article_id
JOIN (
    SELECT
        l.article_id,
        min(s.fetched_at) AS first_seen,
        max(s.fetched_at) AS last_seen,
        count(*) AS observations
    FROM seen s JOIN labels l ON l.url_id = s.final_id
    GROUP BY l.article_id
) o ON o.article_id = h.article_id
LEFT JOIN (
    SELECT l.article_id, map(list(k.field ORDER BY k.field), list([k.value] ORDER BY k.field)) AS fields
    FROM store.hand_corrections k JOIN labels l ON l.url_id = k.article_id
    GROUP BY l.article_id
) k ON k.article_id = h.article_id;

INSERT INTO store.article_urls
SELECT l.url_id, l.article_id, list_sort(list(DISTINCT s.role)), min(s.fetched_at)
FROM labels l
JOIN (
    SELECT requested_id AS url_id, 'requested' AS role, fetched_at FROM seen
    UNION ALL SELECT final_id, 'final', fetched_at FROM seen
    UNION ALL SELECT canonical_id, 'canonical', fetched_at FROM seen
) s ON s.url_id = l.url_id
GROUP BY l.url_id, l.article_id;
