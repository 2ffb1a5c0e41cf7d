-- In which sentences did a number change?
SELECT c.seen_at, a.source, c.before, c.after
FROM revision_changes c JOIN articles a USING (article_id)
WHERE c.numbers AND c.kind = 'changed' ORDER BY c.seen_at DESC, a.url, c.position LIMIT 50
