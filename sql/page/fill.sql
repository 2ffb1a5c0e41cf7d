-- Of the articles of the last seven days and of the three weeks before, the share that has each
-- field, by source.
WITH
seen AS MATERIALIZED (
    SELECT a.source, a.content_id, a.first_seen > s.built_at - INTERVAL 7 DAY AS recent
    FROM store.articles a, snapshot s
    WHERE a.first_seen > s.built_at - INTERVAL 28 DAY
),
-- The parts are kept in the order of content_id: a bound lets most of them be skipped.
written AS (SELECT content_id FROM store.authors WHERE content_id >= (SELECT min(content_id) FROM seen)),
captioned AS (
    SELECT content_id FROM store.images
    WHERE content_id >= (SELECT min(content_id) FROM seen) AND caption IS NOT NULL
),
quoted AS (
    SELECT content_id FROM store.quotes
    WHERE content_id >= (SELECT min(content_id) FROM seen) AND speaker IS NOT NULL
),
filled AS (
    SELECT
        seen.source,
        seen.recent,
        c.title IS NOT NULL AS title,
        seen.content_id IN (FROM written) AS authors,
        c.published_date IS NOT NULL AS published,
        c.summary IS NOT NULL AS summary,
        c.section IS NOT NULL AS section,
        c.words >= 50 AS body,
        seen.content_id IN (FROM captioned) AS captions,
        seen.content_id IN (FROM quoted) AS quotes
    FROM seen JOIN store.contents c ON c.content_id = seen.content_id
),
shares AS (
    SELECT
        source, recent,
        avg(title::INTEGER) AS title, avg(authors::INTEGER) AS authors, avg(published::INTEGER) AS published,
        avg(summary::INTEGER) AS summary, avg(section::INTEGER) AS section, avg(body::INTEGER) AS body,
        avg(captions::INTEGER) AS captions, avg(quotes::INTEGER) AS quotes
    FROM filled
    GROUP BY source, recent
),
long AS (
    UNPIVOT shares ON title, authors, published, summary, section, body, captions, quotes
    INTO NAME field VALUE share
)
SELECT
    source,
    field,
    max(share) FILTER (recent) AS recent,
    max(share) FILTER (NOT recent) AS before
FROM long
GROUP BY source, field
ORDER BY source, field
