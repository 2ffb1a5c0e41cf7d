-- fail
-- Articles without an address, a history or a place in the search index.
SELECT source, 'article ' || article_id || ' has no address' AS problem
FROM touched.articles WHERE article_id NOT IN (SELECT article_id FROM touched.article_urls)
UNION ALL
SELECT source, 'article ' || article_id || ' has no revision'
FROM touched.articles WHERE article_id NOT IN (SELECT article_id FROM touched.article_revisions)
UNION ALL
SELECT source, 'article ' || article_id || ' is not in the search index'
FROM touched.articles
WHERE content_id NOT IN (
    SELECT content_id FROM store.search_documents WHERE content_id IN (SELECT content_id FROM touched.articles)
)
