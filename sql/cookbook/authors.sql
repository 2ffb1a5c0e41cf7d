-- Who writes most, and about what? (last 90 days; --set since=2026-01-01)
SELECT w.name, w.source, count(*) AS articles, sum(a.words) AS words, mode(a.section) AS section
FROM authors w JOIN articles a USING (article_id)
WHERE w.first_seen >= coalesce(getvariable('since')::TIMESTAMPTZ, now() - INTERVAL 90 DAY) AND a.first_seen >= coalesce(getvariable('since')::TIMESTAMPTZ, (SELECT max(fetched_at) FROM captures) - INTERVAL 90 DAY)
GROUP BY w.name, w.source ORDER BY articles DESC, w.name, w.source LIMIT 30
