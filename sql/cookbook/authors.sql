-- Who writes most, and about what? (90 days up to the newest article; --set since=2026-01-01)
SELECT w.name, w.source, count(*) AS articles, sum(a.words) AS words, mode(a.section ORDER BY a.section) AS section
FROM authors w JOIN articles a USING (article_id)
WHERE w.published_date >= coalesce(getvariable('since')::DATE, (SELECT max(published_date) FROM store.articles WHERE published_date <= current_date) - 90)
GROUP BY w.name, w.source ORDER BY articles DESC, w.name, w.source LIMIT 30
