-- Most articles of the source came without a body.
SELECT source, round(100 * avg((characters < 40)::INTEGER)) || ' % of ' || count(*) || ' articles have no body' AS problem
FROM batch
WHERE is_new AND status = 'article'
GROUP BY source
HAVING count(*) >= 5 AND avg((characters < 40)::INTEGER) > 0.5
