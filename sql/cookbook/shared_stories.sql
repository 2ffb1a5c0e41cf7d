-- Which stories ran in most outlets?
SELECT a.title, len(c.outlets) AS outlets, c.articles, c.original_source, c.agency
FROM clusters c JOIN articles a ON a.article_id = c.original_id
ORDER BY outlets DESC, c.articles DESC, a.title LIMIT 20
