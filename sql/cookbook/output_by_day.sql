-- How much does each outlet publish a day?
SELECT published_date, source, count(*) AS articles, sum(words) AS words
FROM articles WHERE published_date IS NOT NULL
GROUP BY published_date, source ORDER BY published_date DESC, source LIMIT 200
