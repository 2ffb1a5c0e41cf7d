-- warn
-- Sources that brought fewer new articles a day than `articles_per_day` of their file: over the last
-- seven days, or over the whole days since the first where that is less.
WITH since AS (
    SELECT source, least(7, date_diff('hour', min(first_seen), now) // 24) AS days
    FROM store.articles, clock WHERE first_seen <= now
    GROUP BY source, now
),
brought AS (
    SELECT source, days, count(*) FILTER (first_seen > now - days * INTERVAL 1 DAY) / days AS daily
    FROM since LEFT JOIN recent_articles USING (source), clock
    WHERE days >= 1
    GROUP BY source, days
)
SELECT source, printf('%.1f new articles a day over %d days, %.1f expected', daily, days, articles_per_day) AS problem
FROM brought JOIN expectations USING (source)
WHERE daily < articles_per_day
