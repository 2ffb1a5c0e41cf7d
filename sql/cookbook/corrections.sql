-- Which corrections were printed, and how long after publication were they seen?
SELECT a.source, c.kind, c.text, a.title, a.published, a.last_seen
FROM corrections c JOIN articles a USING (article_id)
WHERE c.kind <> 'disclosure'
ORDER BY a.last_seen DESC, a.url, c.position LIMIT 50
