-- The day by which a search knows the article $article.
UPDATE store.search_documents SET published_date = a.published_date
FROM store.articles a
WHERE a.article_id = $article::UUID AND a.content_id = search_documents.content_id
