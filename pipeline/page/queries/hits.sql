-- A state of an article for a list. One at a time: a text is stored with two thousand others, and
-- a condition that one comparison settles reads its neighbours alone, where a list of numbers makes
-- the whole table be read.
SELECT c.content_id, c.title, c.summary, c.published_at, c.published_date, t.text
FROM store.contents c
JOIN store.texts t ON t.text_id = c.text_id
WHERE c.content_id = {key}
