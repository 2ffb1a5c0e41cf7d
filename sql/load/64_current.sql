-- Which contents a search finds, those that articles show now, and of which day.
UPDATE store.search_documents SET current = true, published_date = a.published_date
FROM store.articles a
WHERE a.content_id = search_documents.content_id AND a.article_id IN (SELECT article_id FROM labels)
    AND (NOT current OR search_documents.published_date IS DISTINCT FROM a.published_date);

UPDATE store.search_documents SET current = false
WHERE current
    AND content_id IN (
        SELECT content_id FROM old_articles
        EXCEPT SELECT content_id FROM store.articles WHERE content_id IN (SELECT content_id FROM old_articles)
    );
