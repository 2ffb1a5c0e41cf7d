-- What was changed after publication without a note that says so?
SELECT seen_at, source, title, changes, headline, numbers, names, url
FROM stealth_edits ORDER BY seen_at DESC, url LIMIT 50
