-- warn
-- Sources without a new article for longer than `silent_after` of their file; where that is not
-- set, and there are feeds, sitemaps or lists, for longer than five of their usual pauses and a day.
WITH known AS (
    SELECT source, max(first_seen) AS latest FROM store.articles, clock WHERE first_seen <= now GROUP BY source
),
asked AS (
    SELECT source FROM store.captures UNION SELECT source FROM listings
),
usual AS (
    SELECT source, count(*) AS articles FROM recent_articles GROUP BY source
)
SELECT
    source,
    coalesce(
        'no new article since ' || strftime(latest AT TIME ZONE 'UTC', '%Y-%m-%d %H:%M UTC'), 'no article yet'
    ) AS problem
FROM expectations
JOIN asked USING (source)
LEFT JOIN known USING (source)
LEFT JOIN usual USING (source), clock
WHERE CASE
    WHEN latest IS NULL THEN listed OR silent_after IS NOT NULL
    WHEN silent_after IS NOT NULL THEN now - latest > silent_after
    WHEN listed THEN now - latest > greatest(INTERVAL 1 DAY, INTERVAL 28 DAY * 5 / coalesce(articles, 0.5))
END
