-- Which people are named in the same articles? Of the 300 named most. (90 days up to the newest article; --set since=2026-01-01)
WITH frequent AS MATERIALIZED (
    SELECT name FROM mentions
    WHERE kind = 'person'
        AND published_date >= coalesce(getvariable('since')::DATE, (SELECT max(published_date) FROM store.articles WHERE published_date <= current_date) - 90)
    GROUP BY name ORDER BY count(*) DESC, name LIMIT 300
),
named AS MATERIALIZED (
    SELECT DISTINCT article_id, name FROM mentions
    WHERE kind = 'person' AND name IN (FROM frequent)
        AND published_date >= coalesce(getvariable('since')::DATE, (SELECT max(published_date) FROM store.articles WHERE published_date <= current_date) - 90)
)
SELECT a.name AS one, b.name AS other, count(*) AS articles
FROM named a JOIN named b ON b.article_id = a.article_id AND a.name < b.name
GROUP BY a.name, b.name ORDER BY articles DESC, one, other LIMIT 20
