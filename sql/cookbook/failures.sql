-- Which addresses could not be read, and why?
SELECT source, 'fetch' AS step, error_class AS reason, count(*) AS documents, min(url) AS such_as
FROM captures WHERE kind = 'failure' GROUP BY source, error_class
UNION ALL
SELECT source, 'parse', reason, count(*), min(url) FROM rejects GROUP BY source, reason
ORDER BY documents DESC, source, reason
