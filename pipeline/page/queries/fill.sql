-- Of the articles of the last seven days and of the three weeks before, the share that has each
-- field, by source.
WITH
seen AS (
    SELECT a.source, a.content_id, a.first_seen > s.built_at - INTERVAL 7 DAY AS recent
    FROM store.articles a, snapshot s
    WHERE a.first_seen > s.built_at - INTERVAL 28 DAY AND ($source IS NULL OR a.source = $source)
),
filled AS (
    SELECT
        seen.source,
        recent,
        c.title IS NOT NULL AS title,
        content_id IN (SELECT content_id FROM store.authors) AS authors,
        c.published_date IS NOT NULL AS published,
        c.summary IS NOT NULL AS summary,
        c.section IS NOT NULL AS section,
        c.words >= 50 AS body,
        content_id IN (SELECT content_id FROM store.images WHERE caption IS NOT NULL) AS captions,
        content_id IN (SELECT content_id FROM store.quotes WHERE speaker IS NOT NULL) AS quotes
    FROM seen JOIN store.contents c USING (content_id)
),
long AS (
    UNPIVOT filled ON title, authors, published, summary, section, body, captions, quotes
    INTO NAME field VALUE has
)
SELECT
    source,
    field,
    avg(has::INTEGER) FILTER (recent) AS recent,
    avg(has::INTEGER) FILTER (NOT recent) AS before,
    count(*) FILTER (recent) AS articles_recent,
    count(*) FILTER (NOT recent) AS articles_before
FROM long
GROUP BY source, field
ORDER BY source, field
