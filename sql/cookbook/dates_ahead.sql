-- Which days that articles tell of lay ahead when they came out?
SELECT a.published_date, d.from_date, d.to_date, d.text, a.title, a.url
FROM dates_mentioned d JOIN articles a USING (article_id)
WHERE d.from_date > a.published_date
ORDER BY a.published_date DESC, d.from_date, a.url LIMIT 100
