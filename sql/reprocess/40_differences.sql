-- What differs in the batch getvariable('batch'). A field that somebody corrected by hand stays as
-- it is for readers, so it is left out.

INSERT INTO reprocess.differences
WITH pair AS (FROM reprocess.pairs WHERE batch = getvariable('batch')),
old AS (
    SELECT p.article_id, v.field, v.value FROM pair p JOIN field_values v ON v.content_id = p.old_content
),
new AS (
    SELECT p.article_id, v.field, v.value FROM pair p JOIN field_values v ON v.content_id = p.new_content
),
corrected AS (
    SELECT DISTINCT b.article_id, h.field
    FROM store.hand_corrections h
    JOIN store.article_urls u ON u.url_id = h.article_id
    JOIN store.article_urls s ON s.article_id = u.article_id
    JOIN pair b ON b.article_id = s.url_id
)
SELECT p.source, d.field, p.article_id, p.url, d.before, d.after
FROM (
    SELECT article_id, field, o.value AS before, n.value AS after
    FROM old o FULL JOIN new n USING (article_id, field)
    WHERE o.value IS DISTINCT FROM n.value
) d
JOIN pair p USING (article_id)
ANTI JOIN corrected c USING (article_id, field);

INSERT INTO reprocess.moves
WITH pair AS (FROM reprocess.pairs WHERE batch = getvariable('batch')),
old AS (
    SELECT p.article_id, e.field, avg(e.confidence) AS confidence
    FROM pair p JOIN store.evidence e ON e.content_id = p.old_content GROUP BY ALL
),
new AS (
    SELECT p.article_id, e.field, avg(e.confidence) AS confidence
    FROM pair p JOIN store.evidence e ON e.content_id = p.new_content GROUP BY ALL
)
SELECT p.source, field, o.confidence, n.confidence
FROM old o JOIN new n USING (article_id, field) JOIN pair p USING (article_id)
WHERE abs(o.confidence - n.confidence) > 0.001;
