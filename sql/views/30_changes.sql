-- Every sentence, headline or standfirst that a publisher changed.
CREATE OR REPLACE VIEW revision_changes AS
SELECT
    c.article_id,
    c.revision,
    r.first_seen AS seen_at, -- first capture that shows the change
    c.position,
    c.field,
    c.kind,
    c.before,
    c.after,
    c.numbers,
    c.names
FROM store.revision_changes c
JOIN store.article_revisions r ON r.article_id = c.article_id AND r.revision = c.revision;

-- Every revision by a publisher that came without a new note saying so.
CREATE OR REPLACE VIEW stealth_edits AS
SELECT
    r.article_id,
    r.revision,
    a.source,
    a.url,
    c.title,
    p.last_seen AS before_at, -- last capture that shows the state before
    r.first_seen AS seen_at, -- first capture that shows the change
    d.changes, -- sentences and fields that differ
    d.headline, -- the headline is among them
    d.numbers, -- a number is among what differs
    d.names -- a capitalised word is among what differs
FROM store.article_revisions r
JOIN store.article_revisions p ON p.article_id = r.article_id AND p.revision = r.revision - 1
JOIN store.articles a ON a.article_id = r.article_id
JOIN store.contents c ON c.content_id = r.content_id
JOIN (
    SELECT
        article_id,
        revision,
        count(*) AS changes,
        bool_or(field = 'title') AS headline,
        bool_or(numbers) AS numbers,
        bool_or(names) AS names
    FROM store.revision_changes GROUP BY article_id, revision
) d ON d.article_id = r.article_id AND d.revision = r.revision
WHERE NOT EXISTS (
    SELECT text FROM store.corrections n WHERE n.content_id = r.content_id
    EXCEPT SELECT text FROM store.corrections n WHERE n.content_id = p.content_id
);
