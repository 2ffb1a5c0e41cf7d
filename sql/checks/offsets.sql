-- fail
-- Quotations, names and dates that do not stand where their offsets point, in code points. Looks at
-- the last 20,000 states loaded.
WITH latest AS (
    SELECT a.source, c.content_id, c.title, t.text
    FROM store.contents c
    JOIN store.articles a ON a.content_id = c.content_id
    JOIN store.texts t ON t.text_id = c.text_id
    WHERE c.content_id > (SELECT max(content_id) - 20000 FROM store.contents)
),
parts AS (
    SELECT content_id, 'quotes' AS part, quote AS words, start, "end", true AS in_text FROM store.quotes
    UNION ALL
    SELECT content_id, 'mentions', mention, start, "end", part = 'text' FROM store.mentions
    UNION ALL
    SELECT content_id, 'dates_mentioned', text, start, "end", true FROM store.dates_mentioned
)
SELECT source, p.part || ': "' || left(words, 60) || '" does not stand at ' || p.start AS problem
FROM parts p JOIN latest USING (content_id)
WHERE substring(CASE WHEN in_text THEN text ELSE title END, p.start + 1, p."end" - p.start) IS DISTINCT FROM words
