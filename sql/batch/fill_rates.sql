-- Titles or dates are missing that the source had over the last four weeks.
WITH now_ AS (
    SELECT source, count(*) AS articles, avg(titled::INTEGER) AS titles, avg(dated::INTEGER) AS dates, min(fetched_at) AS since
    FROM batch
    WHERE is_new AND status = 'article'
    GROUP BY source
),
before_ AS (
    SELECT o.source, count(*) AS articles, avg((c.title IS NOT NULL)::INTEGER) AS titles, avg((c.published IS NOT NULL)::INTEGER) AS dates
    FROM store.observations o
    JOIN store.contents c ON c.content_id = o.content_id
    JOIN now_ n ON n.source = o.source AND o.fetched_at BETWEEN n.since - INTERVAL 28 DAY AND n.since
    GROUP BY o.source
)
SELECT
    n.source,
    printf('titles %d %% (%d %% before), dates %d %% (%d %% before)',
        (100 * n.titles)::INTEGER, (100 * b.titles)::INTEGER, (100 * n.dates)::INTEGER, (100 * b.dates)::INTEGER) AS problem
FROM now_ n JOIN before_ b ON b.source = n.source
WHERE n.articles >= 10 AND b.articles >= 20 AND (n.titles < 0.5 * b.titles OR n.dates < 0.5 * b.dates)
