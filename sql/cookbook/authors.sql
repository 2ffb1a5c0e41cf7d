-- Who writes most, and about what?
SELECT w.name, a.source, count(*) AS articles, sum(a.words) AS words, mode(a.section) AS section
FROM authors w JOIN articles a USING (article_id)
GROUP BY w.name, a.source ORDER BY articles DESC, w.name LIMIT 30
