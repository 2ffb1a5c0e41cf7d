-- The contents and texts that nothing refers to once the observations of `batch` are gone.
CREATE OR REPLACE TEMP TABLE dropped AS
SELECT DISTINCT content_id FROM batch
WHERE content_id IS NOT NULL
    AND content_id NOT IN (SELECT content_id FROM store.observations WHERE content_id IN (SELECT content_id FROM batch));

CREATE OR REPLACE TEMP TABLE leaving AS
SELECT DISTINCT text_id FROM store.contents WHERE content_id IN (FROM dropped)
EXCEPT
SELECT text_id FROM store.contents
WHERE content_id NOT IN (FROM dropped)
    AND text_id IN (SELECT text_id FROM store.contents WHERE content_id IN (FROM dropped));

CREATE OR REPLACE TEMP TABLE arriving AS FROM leaving LIMIT 0;
