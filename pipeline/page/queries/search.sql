-- The best $top articles for the words of $question, as `broadsheet search` finds them, with
-- what a list of them shows.
SELECT s.article_id, s.source, s.url, s.title, s.score, a.first_seen, a.revisions, c.summary, c.published_at, c.published_date, t.text
FROM search($question, source := $source, since := $from, until := $to, top := $top) s
JOIN store.articles a ON a.article_id = s.article_id
JOIN store.contents c ON c.content_id = a.content_id
JOIN store.texts t ON t.text_id = c.text_id
ORDER BY s.score DESC, s.article_id
LIMIT 50 OFFSET $offset
