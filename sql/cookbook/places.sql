-- Which places are in the news? (last 90 days; --set since=2026-01-01)
SELECT name, country, count(DISTINCT article_id) AS articles
FROM mentions
WHERE kind = 'place'
    AND first_seen >= coalesce(getvariable('since')::TIMESTAMPTZ, now() - INTERVAL 90 DAY)
GROUP BY name, country ORDER BY articles DESC, name LIMIT 30
