-- Which words stand around a name, week by week? (--set name=... --set since=2026-01-01; 50 places a week)
-- It looks into `store`: through the view `articles` the texts of all the weeks would be read.
WITH wanted AS MATERIALIZED (
    SELECT coalesce(getvariable('name')::VARCHAR, (
        SELECT name FROM mentions
        WHERE part = 'text'
            AND first_seen >= coalesce(getvariable('since')::TIMESTAMPTZ, now() - INTERVAL 90 DAY)
        GROUP BY name ORDER BY count(*) DESC, name LIMIT 1
    )) AS name
),
places AS (
    SELECT article_id, start, "end", date_trunc('week', first_seen)::DATE AS week
    FROM mentions
    WHERE part = 'text' AND name = (SELECT name FROM wanted)
        AND first_seen >= coalesce(getvariable('since')::TIMESTAMPTZ, now() - INTERVAL 90 DAY)
    QUALIFY row_number() OVER (PARTITION BY week ORDER BY first_seen DESC, article_id, start) <= 50
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
