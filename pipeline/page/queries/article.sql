-- An article by its id, or by an id that led to it before.
SELECT a.*
FROM articles a
WHERE a.article_id = (SELECT article_id FROM store.article_urls WHERE url_id = try_cast($article AS UUID))
