-- Which people are named in the same articles? (among the 200 named most)
WITH frequent AS MATERIALIZED (
    SELECT name FROM mentions WHERE kind = 'person' GROUP BY name ORDER BY count(*) DESC, name LIMIT 200
),
named AS MATERIALIZED (
    SELECT DISTINCT article_id, name FROM mentions WHERE kind = 'person' AND name IN (FROM frequent)
)
SELECT a.name AS one, b.name AS other, count(*) AS articles
FROM named a JOIN named b ON b.article_id = a.article_id AND a.name < b.name
GROUP BY a.name, b.name ORDER BY articles DESC, one, other LIMIT 20
