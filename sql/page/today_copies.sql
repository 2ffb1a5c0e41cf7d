-- Stories of the last seven days that another outlet had first, the latest copy first; from what the
-- load keeps of copies.
WITH
recent AS (
    SELECT article_id, first_seen FROM store.articles, snapshot s WHERE first_seen > s.built_at - INTERVAL 7 DAY
),
last AS (
    SELECT
        k.original_id,
        any_value(k.original_source) AS first_source,
        count(DISTINCT k.source) + 1 AS outlets,
        avg(k.share) AS share,
        max(r.first_seen) AS last
    FROM store.copies k JOIN recent r ON r.article_id = k.article_id
    WHERE k.source <> k.original_source
    GROUP BY k.original_id
    ORDER BY last DESC, k.original_id
    LIMIT 15
)
SELECT l.original_id AS article_id, l.first_source, c.title, l.outlets, l.share, l.last
FROM last l
JOIN store.articles a ON a.article_id = l.original_id
JOIN store.contents c ON c.content_id = a.content_id
ORDER BY l.last DESC, l.original_id
