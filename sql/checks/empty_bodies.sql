-- warn
-- Articles without a single word in their body.
SELECT a.source, a.url AS problem
FROM touched.articles a JOIN touched.contents c ON c.content_id = a.content_id
WHERE c.words = 0
