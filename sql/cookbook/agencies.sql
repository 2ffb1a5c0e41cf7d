-- Which outlets lean on which agency?
SELECT a.source, w.agency, count(DISTINCT a.article_id) AS articles,
    round(100.0 * count(DISTINCT a.article_id) / any_value(o.articles), 1) AS percent
FROM wire_credits w
JOIN articles a USING (article_id)
JOIN (SELECT source, count(*) AS articles FROM articles GROUP BY source) o ON o.source = a.source
WHERE w.agency IS NOT NULL
GROUP BY a.source, w.agency
ORDER BY articles DESC, a.source, w.agency
