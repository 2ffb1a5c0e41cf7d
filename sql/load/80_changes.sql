-- The states on both sides of every change that a publisher made to a touched article.
DELETE FROM store.revision_changes
WHERE article_id IN (SELECT article_id FROM old_articles) OR article_id IN (SELECT article_id FROM labels);

CREATE OR REPLACE TEMP TABLE edits AS
SELECT
    r.article_id, r.revision, b.title AS title_before, b.summary AS summary_before, b.text_id AS text_before,
    a.title, a.summary, a.text_id
FROM store.article_revisions r
JOIN store.article_revisions p ON p.article_id = r.article_id AND p.revision = r.revision - 1
JOIN store.contents a ON a.content_id = r.content_id
JOIN store.contents b ON b.content_id = p.content_id
WHERE r.cause = 'publisher' AND r.article_id IN (SELECT article_id FROM labels);

-- The bodies on both sides are read in one go.
CREATE OR REPLACE TEMP TABLE bodies AS
SELECT text_id, text FROM store.texts WHERE text_id IN (SELECT unnest([text_before, text_id]) FROM edits);

SELECT e.article_id, e.revision, e.title_before, e.summary_before, b.text, e.title, e.summary, a.text
FROM edits e
JOIN bodies b ON b.text_id = e.text_before
JOIN bodies a ON a.text_id = e.text_id
ORDER BY e.article_id, e.revision
