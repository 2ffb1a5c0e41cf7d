-- Which words stand around a name, week by week? (90 days up to the newest article, 50 places a week; --set name=... --set since=2026-01-01)
-- It looks into `store`: through the view `articles` the texts of all the weeks would be read.
WITH span AS MATERIALIZED (
    SELECT coalesce(getvariable('since')::DATE, (SELECT max(published_date) FROM store.articles WHERE published_date <= current_date) - 90) AS since
),
wanted AS MATERIALIZED (
    SELECT coalesce(getvariable('name')::VARCHAR, (SELECT name FROM people ORDER BY articles DESC, name LIMIT 1)) AS name
),
places AS (
    SELECT article_id, start, "end", date_trunc('week', published_date)::DATE AS week
    FROM mentions
    WHERE part = 'text' AND name = (SELECT name FROM wanted)
        AND published_date >= (SELECT since FROM span)
    QUALIFY row_number() OVER (PARTITION BY week ORDER BY published_date DESC, article_id, start) <= 50
    ORDER BY week DESC, article_id, start LIMIT 2000
),
near AS (
    SELECT p.week, unnest(regexp_extract_all(lower(t.text[greatest(1, p.start - 80):p."end" + 80]), '[\p{L}]{5,}')) AS word
    FROM places p
    JOIN store.articles a ON a.article_id = p.article_id
    JOIN store.contents c ON c.content_id = a.content_id
    JOIN store.texts t ON t.text_id = c.text_id
)
SELECT week, word, count(*) AS times
FROM near
WHERE NOT contains(lower((SELECT name FROM wanted)), word)
GROUP BY week, word
QUALIFY row_number() OVER (PARTITION BY week ORDER BY count(*) DESC, word) <= 10
ORDER BY week, times DESC, word
