-- The best $top articles for the words of $question, as `broadsheet search` finds them, with
-- what a list of them shows. The constant limits tell the planner that few rows are joined.
WITH best AS MATERIALIZED (
    SELECT article_id, score
    FROM search($question, source := $source, since := $from, until := $to, top := $top)
    ORDER BY score DESC, article_id
    LIMIT 50 OFFSET $offset
),
heads AS MATERIALIZED (
    SELECT a.article_id, a.source, a.url, a.first_seen, a.revisions, a.content_id, b.score
    FROM best b JOIN store.articles a ON a.article_id = b.article_id
    LIMIT 50
)
SELECT h.* EXCLUDE (content_id), c.title, c.summary, c.published_at, c.published_date, t.text
FROM heads h
JOIN store.contents c ON c.content_id = h.content_id
JOIN store.texts t ON t.text_id = c.text_id
ORDER BY h.score DESC, h.article_id
