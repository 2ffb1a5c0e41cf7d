-- Which contents a search finds: those that articles show now.
UPDATE store.search_documents SET current = true
WHERE NOT current
    AND content_id IN (SELECT content_id FROM store.articles WHERE article_id IN (SELECT article_id FROM labels));

UPDATE store.search_documents SET current = false
WHERE current
    AND content_id IN (
        SELECT content_id FROM old_articles
        EXCEPT SELECT content_id FROM store.articles WHERE content_id IN (SELECT content_id FROM old_articles)
    );
