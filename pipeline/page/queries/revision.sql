-- One state of an article.
SELECT revision, cause, first_seen, last_seen, title, summary, text
FROM article_revisions WHERE article_id = $article AND revision = $revision
