-- An article as last seen.
SELECT * FROM articles WHERE article_id = $article
