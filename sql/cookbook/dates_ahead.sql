-- Which days that articles tell of lay ahead when they came out?
SELECT d.published_date, d.from_date, d.to_date, d.text, a.title, a.url
FROM (
    SELECT article_id, published_date, from_date, to_date, text
    FROM dates_mentioned WHERE from_date > published_date
    ORDER BY published_date DESC, from_date, article_id, text LIMIT 100
) d
JOIN articles a USING (article_id)
ORDER BY d.published_date DESC, d.from_date, a.url, d.text
