-- Whether a content is what an article shows now, beside its length: a search joins one table less.
ALTER TABLE store.search_documents ADD COLUMN current BOOLEAN DEFAULT false;
UPDATE store.search_documents SET current = true WHERE content_id IN (SELECT content_id FROM store.articles);
COMMENT ON COLUMN store.search_documents.current IS 'an article shows it now; older states are not found';
