-- warn
-- Outlets that brought under a fifth of their usual articles on the last whole day before the
-- latest capture, or none; usual is the mean of the 28 days before, where that is five or more.
WITH days AS (
    SELECT source, date_diff('day', first_seen, (SELECT max(last_seen) FROM store.articles)) AS ago
    FROM store.articles
    WHERE first_seen >= (SELECT max(last_seen) FROM store.articles) - INTERVAL 30 DAY
)
SELECT
    source,
    printf('%d articles on the last day, %.1f on a usual one', count(*) FILTER (ago = 1), count(*) FILTER (ago > 1) / 28.0) AS problem
FROM days
GROUP BY source
HAVING count(*) FILTER (ago > 1) / 28.0 >= 5 AND count(*) FILTER (ago = 1) < 0.2 * count(*) FILTER (ago > 1) / 28.0
