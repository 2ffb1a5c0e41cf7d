-- How many sampled shingles a text has, so that a pair of texts is judged without counting them.
ALTER TABLE store.texts ADD COLUMN shingles INTEGER DEFAULT 0;
UPDATE store.texts SET shingles = s.shingles
FROM (SELECT text_id, count(*) AS shingles FROM store.sketches GROUP BY text_id) s
WHERE s.text_id = texts.text_id;
COMMENT ON COLUMN store.texts.shingles IS 'sampled shingles that it has in `sketches`';
