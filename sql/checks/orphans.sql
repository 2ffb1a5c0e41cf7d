-- fail
-- Rows that lead nowhere: a state without its text, an article without its state.
SELECT source, 'content ' || content_id || ' has no text' AS problem
FROM touched.contents WHERE text_id NOT IN (SELECT text_id FROM touched.texts)
UNION ALL
SELECT source, 'article ' || article_id || ' has no content'
FROM touched.articles WHERE content_id NOT IN (SELECT content_id FROM touched.contents)
UNION ALL
SELECT source, 'observation ' || observation_id || ' has no content'
FROM touched.observations
WHERE status = 'article' AND content_id NOT IN (SELECT content_id FROM touched.contents)
UNION ALL
SELECT '', 'address ' || url_id || ' has no article'
FROM touched.article_urls WHERE article_id NOT IN (SELECT article_id FROM touched.articles)
