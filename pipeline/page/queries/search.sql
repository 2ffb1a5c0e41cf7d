-- The best $top articles for the words of $question, as `broadsheet search` finds them; `hits.sql`
-- reads what a list of them shows. The constant limits tell the planner that few rows are joined.
WITH best AS MATERIALIZED (
    SELECT article_id, score
    FROM search($question, source := $source, since := $from, until := $to, top := $top)
    ORDER BY score DESC, article_id
    LIMIT 10 OFFSET $offset
)
SELECT a.article_id, a.source, a.url, a.first_seen, a.revisions, a.content_id, b.score
FROM best b JOIN store.articles a ON a.article_id = b.article_id
ORDER BY b.score DESC, a.article_id
LIMIT 10
