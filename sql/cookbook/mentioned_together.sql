-- Which people are named in the same articles?
WITH named AS (SELECT DISTINCT article_id, name FROM mentions WHERE kind = 'person'),
frequent AS (SELECT name FROM named GROUP BY name ORDER BY count(*) DESC, name LIMIT 300),
chosen AS (SELECT * FROM named WHERE name IN (FROM frequent))
SELECT a.name AS one, b.name AS other, count(*) AS articles
FROM chosen a JOIN chosen b ON b.article_id = a.article_id AND a.name < b.name
GROUP BY a.name, b.name ORDER BY articles DESC, one, other LIMIT 20
