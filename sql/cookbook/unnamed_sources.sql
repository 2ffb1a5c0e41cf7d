-- What share of each outlet's stories quotes nobody by name?
SELECT source, count(*) AS articles,
    round(100.0 * avg((named IS NULL)::INTEGER), 1) AS percent_without_named_source
FROM articles
LEFT JOIN (SELECT DISTINCT article_id, true AS named FROM quotes WHERE speaker IS NOT NULL) USING (article_id)
GROUP BY source ORDER BY percent_without_named_source DESC, source
