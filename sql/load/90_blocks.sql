-- Blocks that stand in at least five, and 3 %, of an outlet's latest 1,000 articles.
WITH latest AS (
    SELECT a.source, a.content_id, c.text_id
    FROM store.articles a JOIN store.contents c ON c.content_id = a.content_id
    WHERE a.source = $source
    ORDER BY a.first_seen DESC, a.article_id
    LIMIT 1000
)
SELECT
    substring(t.text, p.start + 1, p."end" - p.start) AS block,
    count(DISTINCT l.content_id) AS articles,
    (SELECT count(*) FROM latest) AS of_articles
FROM latest l
JOIN store.paragraphs p ON p.content_id = l.content_id
JOIN store.texts t ON t.text_id = l.text_id
GROUP BY block
HAVING count(DISTINCT l.content_id) >= greatest(5, 0.03 * (SELECT count(*) FROM latest))
ORDER BY articles DESC, block
