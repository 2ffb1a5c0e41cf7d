-- warn
-- Outlets that brought under a fifth of their usual articles on the last whole day before the
-- latest capture, or none; usual is the mean of the 28 days before, where that is five or more.
WITH last AS (SELECT max(last_seen) AS seen FROM store.articles),
-- Days are counted from the instants: functions of the calendar take ten times as long.
days AS (
    SELECT source, epoch_us(seen) // 86400000000 - epoch_us(first_seen) // 86400000000 AS ago
    FROM store.articles, last
    WHERE first_seen >= seen - INTERVAL 30 DAY
)
SELECT
    source,
    printf('%d articles on the last day, %.1f on a usual one', count(*) FILTER (ago = 1), count(*) FILTER (ago > 1) / 28.0) AS problem
FROM days
GROUP BY source
HAVING count(*) FILTER (ago > 1) / 28.0 >= 5 AND count(*) FILTER (ago = 1) < 0.2 * count(*) FILTER (ago > 1) / 28.0
