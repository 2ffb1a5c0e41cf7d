-- Which words stand around a name, month by month? (--set name=...)
WITH wanted AS (
    SELECT coalesce(getvariable('name')::VARCHAR, (SELECT mode(name) FROM mentions)) AS name
),
near AS (
    SELECT date_trunc('month', a.published_date) AS month,
        unnest(regexp_extract_all(lower(a.text[greatest(1, m.start - 80):m."end" + 80]), '[\p{L}]{5,}')) AS word
    FROM mentions m JOIN articles a USING (article_id)
    WHERE m.name = (SELECT name FROM wanted) AND m.part = 'text'
)
SELECT month, word, count(*) AS times
FROM near
WHERE NOT contains(lower((SELECT name FROM wanted)), word)
GROUP BY month, word
QUALIFY row_number() OVER (PARTITION BY month ORDER BY count(*) DESC, word) <= 10
ORDER BY month, times DESC, word
