-- A search by day goes by what was corrected by hand, as the articles do.
UPDATE store.search_documents SET published_date = a.published_date
FROM store.articles a
WHERE a.content_id = search_documents.content_id AND search_documents.published_date IS DISTINCT FROM a.published_date;
COMMENT ON COLUMN store.search_documents.published_date IS 'its day of publication, as corrected by hand where it was';
