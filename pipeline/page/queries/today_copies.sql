-- Texts that several outlets carry word for word, newest first, with the outlet that had it first.
SELECT
    text_hash,
    count(DISTINCT source) AS outlets,
    arg_min(source, first_seen) AS first_source,
    arg_min(article_id, first_seen) AS article_id,
    arg_min(title, first_seen) AS title,
    max(first_seen) AS last
FROM (
    SELECT t.text_hash, a.source, a.article_id, a.first_seen, c.title
    FROM store.articles a
    JOIN store.contents c USING (content_id)
    JOIN (SELECT text_id, text_hash FROM store.texts) t USING (text_id), snapshot s
    WHERE a.first_seen > s.built_at - INTERVAL 7 DAY AND c.words >= 50
)
GROUP BY text_hash
HAVING outlets > 1
ORDER BY last DESC
LIMIT 15
