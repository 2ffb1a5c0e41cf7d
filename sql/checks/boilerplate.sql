-- warn
-- A block of text that stands in over 5 % of an outlet's latest articles: boilerplate that leaks
-- into bodies. Looks at the latest 100 articles of an outlet, where there are 40 or more among the last
-- 20,000 states loaded.
WITH numbered AS (
    SELECT
        a.source, a.article_id, c.content_id, c.text_id,
        row_number() OVER (PARTITION BY a.source ORDER BY c.content_id DESC) AS number,
        least(count(*) OVER (PARTITION BY a.source), 100) AS articles
    FROM store.contents c
    JOIN store.articles a ON a.content_id = c.content_id
    WHERE c.content_id > (SELECT max(content_id) - 20000 FROM store.contents)
        AND a.source IN (SELECT source FROM touched.articles)
),
blocks AS (
    SELECT l.source, l.article_id, l.articles, substring(t.text, p.start + 1, p."end" - p.start) AS block
    FROM numbered l
    JOIN store.paragraphs p ON p.content_id = l.content_id
    JOIN store.texts t ON t.text_id = l.text_id
    WHERE l.articles >= 40 AND l.number <= 100
)
SELECT source, count(DISTINCT article_id) || ' of ' || any_value(articles) || ' articles: ' || left(block, 120) AS problem
FROM blocks
WHERE length(block) >= 20
GROUP BY source, block
HAVING count(DISTINCT article_id) > 0.05 * any_value(articles)
