-- The rows of one of an article's tables, in their order.
SELECT * EXCLUDE (article_id) FROM query_table($part) WHERE article_id = $article ORDER BY ALL
