-- How do outlets say that somebody said something?
SELECT a.source, q.verb, count(*) AS times
FROM quotes q JOIN articles a USING (article_id)
WHERE q.verb IS NOT NULL
GROUP BY a.source, q.verb
QUALIFY row_number() OVER (PARTITION BY a.source ORDER BY count(*) DESC, q.verb) <= 5
ORDER BY a.source, times DESC, q.verb
