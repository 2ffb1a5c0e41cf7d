-- What publishers changed last: the new state, the headline before it, whether a note admits it.
SELECT
    r.article_id, a.source, c.title, b.title AS title_before, r.revision, r.first_seen,
    r.content_id IN (SELECT content_id FROM store.corrections) AS noted
FROM (
    SELECT * FROM store.article_revisions WHERE cause = 'publisher' ORDER BY first_seen DESC, article_id LIMIT 15
) r
JOIN store.articles a ON a.article_id = r.article_id
JOIN store.contents c ON c.content_id = r.content_id
JOIN store.article_revisions p ON p.article_id = r.article_id AND p.revision = r.revision - 1
JOIN store.contents b ON b.content_id = p.content_id
ORDER BY r.first_seen DESC, r.article_id
