-- Which places are in the news?
SELECT name, country, count(DISTINCT article_id) AS articles
FROM mentions WHERE kind = 'place'
GROUP BY name, country ORDER BY articles DESC, name LIMIT 30
