-- Which words stand around a name, month by month? (--set name=...; of each month the latest 50 places)
WITH wanted AS MATERIALIZED (
    SELECT coalesce(
        getvariable('name')::VARCHAR,
        (SELECT name FROM mentions WHERE part = 'text' GROUP BY name ORDER BY count(*) DESC, name LIMIT 1)
    ) AS name
),
places AS MATERIALIZED (
    SELECT m.article_id, m.start, m."end", date_trunc('month', a.published_date) AS month
    FROM mentions m JOIN articles a USING (article_id)
    WHERE m.name = (SELECT name FROM wanted) AND m.part = 'text'
    QUALIFY row_number() OVER (PARTITION BY month ORDER BY a.first_seen DESC, m.article_id, m.start) <= 50
),
near AS (
    SELECT p.month, unnest(regexp_extract_all(lower(a.text[greatest(1, p.start - 80):p."end" + 80]), '[\p{L}]{5,}')) AS word
    FROM places p JOIN articles a USING (article_id)
)
SELECT month, word, count(*) AS times
FROM near
WHERE NOT contains(lower((SELECT name FROM wanted)), word)
GROUP BY month, word
QUALIFY row_number() OVER (PARTITION BY month ORDER BY count(*) DESC, word) <= 10
ORDER BY month, times DESC, word
