-- Who writes most, and about what?
WITH busiest AS MATERIALIZED (
    SELECT w.name, a.source, count(*) AS articles, sum(a.words) AS words
    FROM authors w JOIN articles a USING (article_id)
    GROUP BY w.name, a.source ORDER BY articles DESC, w.name, a.source LIMIT 30
)
SELECT b.name, b.source, b.articles, b.words, mode(a.section) AS section
FROM busiest b JOIN authors w ON w.name = b.name JOIN articles a ON a.article_id = w.article_id AND a.source = b.source
GROUP BY ALL ORDER BY b.articles DESC, b.name, b.source
