-- The states of an article that its publisher made, without their texts.
SELECT revision, cause, first_seen, last_seen, observations, title
FROM article_revisions WHERE article_id = $article ORDER BY revision
