-- The addresses of an article.
SELECT url, roles, first_seen FROM article_urls WHERE article_id = $article ORDER BY first_seen, url
