-- Stories of the last seven days that another outlet had first, the latest copy first; as the
-- view `copies`, which looks at all articles.
WITH
recent AS MATERIALIZED (
    SELECT a.article_id, a.source, a.first_seen, c.text_id, t.text_hash, coalesce(c.published_at, a.first_seen) AS out_at
    FROM store.articles a
    JOIN store.contents c ON c.content_id = a.content_id
    JOIN store.texts t ON t.text_id = c.text_id, snapshot s
    WHERE a.first_seen > s.built_at - INTERVAL 7 DAY AND c.words >= 20
),
alike AS (
    SELECT r.text_id, t.text_id AS other, 1.0 AS share
    FROM recent r JOIN store.texts t ON t.text_hash = r.text_hash
    UNION ALL
    SELECT n.one, n.other, n.common / n.one_size FROM store.near_texts n WHERE n.one IN (SELECT text_id FROM recent)
    UNION ALL
    SELECT n.other, n.one, n.common / n.other_size FROM store.near_texts n WHERE n.other IN (SELECT text_id FROM recent)
),
copied AS (
    SELECT r.article_id, r.source, r.first_seen, o.article_id AS original, o.source AS first_source, p.title, k.share
    FROM alike k
    JOIN recent r ON r.text_id = k.text_id
    JOIN store.contents p ON p.text_id = k.other
    JOIN store.articles o ON o.content_id = p.content_id
    WHERE o.source <> r.source AND (coalesce(p.published_at, o.first_seen), o.article_id) < (r.out_at, r.article_id)
    QUALIFY row_number() OVER (PARTITION BY r.article_id ORDER BY coalesce(p.published_at, o.first_seen), o.article_id) = 1
)
SELECT
    original AS article_id,
    any_value(first_source) AS first_source,
    any_value(title) AS title,
    count(DISTINCT source) + 1 AS outlets,
    least(avg(share), 1) AS share,
    max(first_seen) AS last
FROM copied
GROUP BY original
ORDER BY last DESC, original
LIMIT 15
