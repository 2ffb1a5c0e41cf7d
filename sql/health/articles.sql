-- What the checks of sources read: a row an article of the last four weeks, the newest of its
-- source numbered 1, with the fields that `[expect]` may name.
CREATE OR REPLACE TEMP TABLE recent_articles AS
WITH
seen AS MATERIALIZED (
    SELECT
        a.source, a.content_id, a.first_seen,
        row_number() OVER (PARTITION BY a.source ORDER BY a.first_seen DESC, a.article_id) AS number
    FROM store.articles a, clock
    WHERE a.first_seen > now - INTERVAL 28 DAY AND a.first_seen <= now
),
-- The parts are kept in the order of content_id: a bound lets most of them be skipped.
written AS (SELECT content_id FROM store.authors WHERE content_id >= (SELECT min(content_id) FROM seen)),
pictured AS (SELECT content_id FROM store.images WHERE content_id >= (SELECT min(content_id) FROM seen)),
quoted AS (SELECT content_id FROM store.quotes WHERE content_id >= (SELECT min(content_id) FROM seen))
SELECT
    seen.source,
    seen.first_seen,
    seen.number,
    c.title IS NOT NULL AS title,
    seen.content_id IN (FROM written) AS authors,
    c.published IS NOT NULL AS published,
    c.summary IS NOT NULL AS summary,
    c.section IS NOT NULL AS section,
    c.words >= 50 AS body,
    seen.content_id IN (FROM pictured) AS images,
    seen.content_id IN (FROM quoted) AS quotes
FROM seen JOIN store.contents c ON c.content_id = seen.content_id;

-- The same with a row a field.
CREATE OR REPLACE TEMP TABLE recent_fields AS
UNPIVOT recent_articles ON title, authors, published, summary, section, body, images, quotes
INTO NAME field VALUE filled;
