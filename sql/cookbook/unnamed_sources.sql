-- What share of each outlet's stories quotes nobody by name?
WITH named AS (SELECT source, count(DISTINCT article_id) AS articles FROM quotes WHERE speaker IS NOT NULL GROUP BY source)
SELECT o.source, o.articles,
    round(100 - 100.0 * coalesce(n.articles, 0) / o.articles, 1) AS percent_without_named_source
FROM outlets o LEFT JOIN named n USING (source)
ORDER BY percent_without_named_source DESC, o.source
