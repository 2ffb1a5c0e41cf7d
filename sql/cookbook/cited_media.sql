-- Which other media do outlets cite?
SELECT c.cited, c.kind, count(DISTINCT a.source) AS outlets, count(DISTINCT a.article_id) AS articles
FROM citations c JOIN articles a USING (article_id)
WHERE c.kind IN ('media', 'agency')
GROUP BY c.cited, c.kind ORDER BY articles DESC, c.cited LIMIT 30
