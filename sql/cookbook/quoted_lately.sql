-- Whom do articles of some time quote most? (90 days up to the newest article; --set since=2026-01-01)
WITH most AS MATERIALIZED (
    SELECT speaker FROM quotes
    WHERE speaker IN (SELECT name FROM store.speakers)
        AND published_date >= coalesce(getvariable('since')::DATE, (SELECT max(published_date) FROM store.articles WHERE published_date <= current_date) - 90)
    GROUP BY speaker ORDER BY count(*) DESC, speaker LIMIT 20
)
SELECT speaker AS name, mode(speaker_role ORDER BY speaker_role) AS role, count(*) AS quotes,
    count(DISTINCT article_id) AS articles, count(DISTINCT source) AS outlets
FROM quotes
WHERE speaker IN (FROM most)
    AND published_date >= coalesce(getvariable('since')::DATE, (SELECT max(published_date) FROM store.articles WHERE published_date <= current_date) - 90)
GROUP BY speaker ORDER BY quotes DESC, name
