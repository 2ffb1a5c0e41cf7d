-- Which places are in the news? (90 days up to the newest article; --set since=2026-01-01)
SELECT name, country, count(DISTINCT article_id) AS articles
FROM mentions
WHERE kind = 'place'
    AND published_date >= coalesce(getvariable('since')::DATE, (SELECT max(published_date) FROM store.articles WHERE published_date <= current_date) - 90)
GROUP BY name, country ORDER BY articles DESC, name LIMIT 30
