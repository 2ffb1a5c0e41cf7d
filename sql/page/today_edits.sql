-- What publishers changed last: what differs from the state before, and whether a new note says so.
WITH last AS (
    SELECT * FROM store.article_revisions WHERE cause = 'publisher' ORDER BY first_seen DESC, article_id LIMIT 15
)
SELECT
    r.article_id, a.source, c.title, b.title AS title_before, r.revision, r.first_seen,
    coalesce(d.numbers, false) AS numbers,
    coalesce(d.names, false) AS names,
    EXISTS (
        SELECT text FROM store.corrections n WHERE n.content_id = r.content_id
        EXCEPT SELECT text FROM store.corrections n WHERE n.content_id = p.content_id
    ) AS noted
FROM last r
JOIN store.articles a ON a.article_id = r.article_id
JOIN store.contents c ON c.content_id = r.content_id
JOIN store.article_revisions p ON p.article_id = r.article_id AND p.revision = r.revision - 1
JOIN store.contents b ON b.content_id = p.content_id
LEFT JOIN (
    SELECT article_id, revision, bool_or(numbers) AS numbers, bool_or(names) AS names
    FROM store.revision_changes SEMI JOIN last USING (article_id, revision)
    GROUP BY ALL
) d ON d.article_id = r.article_id AND d.revision = r.revision
ORDER BY r.first_seen DESC, r.article_id
