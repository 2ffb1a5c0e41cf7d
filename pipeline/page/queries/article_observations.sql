-- The captures of an article, the latest first.
SELECT capture_id, run, fetched_at, extractor, boilerplate
FROM observations WHERE article_id = $article ORDER BY fetched_at DESC, extractor DESC
