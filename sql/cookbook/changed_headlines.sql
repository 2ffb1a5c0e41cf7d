-- Which headlines were changed, and how?
SELECT c.seen_at, a.source, c.before, c.after
FROM revision_changes c JOIN articles a USING (article_id)
WHERE c.field = 'title' ORDER BY c.seen_at DESC, a.url LIMIT 50
