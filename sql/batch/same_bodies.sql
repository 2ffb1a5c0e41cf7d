-- Most articles of the source came with one and the same body, as behind a consent page.
SELECT source, 'one body in ' || max(pages) || ' of ' || sum(pages) || ' pages' AS problem
FROM (
    SELECT source, text_key, count(DISTINCT final_id) AS pages
    FROM batch
    WHERE is_new AND status = 'article'
    GROUP BY source, text_key
)
GROUP BY source
HAVING max(pages) >= 5 AND max(pages) > 0.5 * sum(pages)
