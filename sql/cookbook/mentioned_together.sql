-- Which people are named in the same articles? (last 90 days; --set since=2026-01-01)
WITH named AS MATERIALIZED (
    SELECT DISTINCT article_id, name FROM mentions
    WHERE kind = 'person'
        AND first_seen >= coalesce(getvariable('since')::TIMESTAMPTZ, now() - INTERVAL 90 DAY)
),
frequent AS (SELECT name FROM named GROUP BY name ORDER BY count(*) DESC, name LIMIT 300),
chosen AS MATERIALIZED (SELECT * FROM named WHERE name IN (FROM frequent))
SELECT a.name AS one, b.name AS other, count(*) AS articles
FROM chosen a JOIN chosen b ON b.article_id = a.article_id AND a.name < b.name
GROUP BY a.name, b.name ORDER BY articles DESC, one, other LIMIT 20
