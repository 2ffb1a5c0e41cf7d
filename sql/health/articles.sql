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

-- A row a source, field and span of time: how many articles there are, and how many have the field.
-- `newest` are at most 30, of the last seven days (`week`); `earlier` is what is older than a day.
CREATE OR REPLACE TEMP TABLE recent_fields AS
WITH counted AS (
    SELECT
        source,
        number <= 30 AND first_seen > now - INTERVAL 7 DAY AS newest,
        first_seen > now - INTERVAL 7 DAY AS week,
        first_seen <= now - INTERVAL 1 DAY AS earlier,
        count(*) AS articles,
        count(*) FILTER (title) AS title,
        count(*) FILTER (authors) AS authors,
        count(*) FILTER (published) AS published,
        count(*) FILTER (summary) AS summary,
        count(*) FILTER (section) AS section,
        count(*) FILTER (body) AS body,
        count(*) FILTER (images) AS images,
        count(*) FILTER (quotes) AS quotes
    FROM recent_articles, clock
    GROUP BY ALL
)
UNPIVOT counted ON title, authors, published, summary, section, body, images, quotes
INTO NAME field VALUE filled;
