-- warn
-- Articles without a single word in their body.
SELECT a.source, a.url AS problem
FROM store.articles a JOIN store.contents c ON c.content_id = a.content_id
WHERE c.words = 0
