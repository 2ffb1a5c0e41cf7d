-- fail
-- Quotations, names and dates that do not stand where their offsets point, in code points. Looks at
-- the last 20,000 states loaded.
WITH read AS (
    SELECT c.source, c.content_id, t.text
    FROM touched.contents c JOIN store.texts t ON t.text_id = c.text_id
    WHERE c.content_id > (SELECT max(content_id) - 20000 FROM store.contents)
),
parts AS (
    SELECT content_id, 'quotes' AS part, quote AS words, start, "end" FROM store.quotes
    UNION ALL
    SELECT content_id, 'mentions', mention, start, "end" FROM store.mentions WHERE part = 'text'
    UNION ALL
    SELECT content_id, 'dates_mentioned', text, start, "end" FROM store.dates_mentioned WHERE part = 'text'
)
SELECT source, p.part || ': "' || left(words, 60) || '" does not stand at ' || coalesce(p.start::VARCHAR, 'all') AS problem
FROM parts p JOIN read USING (content_id)
WHERE substring(text, p.start + 1, p."end" - p.start) IS DISTINCT FROM words
