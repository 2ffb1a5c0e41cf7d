-- Other articles with the same text, folded, the earliest first.
SELECT a.article_id, a.source, c.title, a.first_seen
FROM store.texts t
JOIN store.contents c USING (text_id)
JOIN store.articles a USING (content_id)
WHERE t.text_hash = $text_hash AND a.article_id <> $article
ORDER BY a.first_seen, a.article_id
LIMIT 20
