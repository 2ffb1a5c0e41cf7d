-- The states on both sides of every change that a publisher made to a touched article.
DELETE FROM store.revision_changes
WHERE article_id IN (SELECT article_id FROM old_articles) OR article_id IN (SELECT article_id FROM labels);
SELECT r.article_id, r.revision, b.title, b.summary, bt.text, a.title, a.summary, at_.text
FROM store.article_revisions r
JOIN store.article_revisions p ON p.article_id = r.article_id AND p.revision = r.revision - 1
JOIN store.contents a ON a.content_id = r.content_id
JOIN store.texts at_ ON at_.text_id = a.text_id
JOIN store.contents b ON b.content_id = p.content_id
JOIN store.texts bt ON bt.text_id = b.text_id
WHERE r.cause = 'publisher' AND r.article_id IN (SELECT article_id FROM labels)
ORDER BY r.article_id, r.revision
