-- Articles that share the text of one, or much of it, the earliest first; as the view `copies`,
-- which looks at all articles. `share` is how much of this article's text the other has.
WITH
me AS (
    SELECT c.text_id, t.text_hash FROM store.articles a
    JOIN store.contents c ON c.content_id = a.content_id
    JOIN store.texts t ON t.text_id = c.text_id
    WHERE a.article_id = $article
),
alike AS (
    SELECT text_id, 1.0 AS share FROM store.texts WHERE text_hash = (SELECT text_hash FROM me)
    UNION ALL
    SELECT other, common / one_size FROM store.near_texts WHERE one = (SELECT text_id FROM me)
    UNION ALL
    SELECT one, common / other_size FROM store.near_texts WHERE other = (SELECT text_id FROM me)
)
SELECT a.article_id, any_value(a.source) AS source, any_value(c.title) AS title, any_value(a.first_seen) AS first_seen,
    any_value(coalesce(c.published_at, a.first_seen)) AS out_at, least(max(k.share), 1) AS share
FROM alike k
JOIN store.contents c ON c.text_id = k.text_id
JOIN store.articles a ON a.content_id = c.content_id
WHERE a.article_id <> $article
GROUP BY a.article_id
ORDER BY out_at, a.article_id
LIMIT 20
