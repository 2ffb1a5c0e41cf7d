-- The rule behind each field of an article.
SELECT field, rule, raw, confidence FROM evidence WHERE article_id = $article ORDER BY field
