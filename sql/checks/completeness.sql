-- fail
-- Articles without an address, a history or a place in the search index.
SELECT source, 'article ' || article_id || ' has no address' AS problem
FROM store.articles WHERE article_id NOT IN (SELECT article_id FROM store.article_urls)
UNION ALL
SELECT source, 'article ' || article_id || ' has no revision'
FROM store.articles WHERE article_id NOT IN (SELECT article_id FROM store.article_revisions)
UNION ALL
SELECT source, 'article ' || article_id || ' is not in the search index'
FROM store.articles WHERE content_id NOT IN (SELECT content_id FROM store.search_documents)
