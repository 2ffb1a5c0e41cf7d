-- The states and bodies that the warehouse has not met, numbered in the order of the parts.

CREATE OR REPLACE TEMP TABLE known_records AS
SELECT record_hash, content_id FROM store.contents WHERE record_hash IN (SELECT record_hash FROM batch WHERE is_new);

CREATE OR REPLACE TEMP TABLE new_contents AS
SELECT
    (SELECT coalesce(max(content_id), 0) FROM store.contents)
        + row_number() OVER (ORDER BY filename, file_row_number) AS content_id,
    filename,
    file_row_number,
    record_hash,
    text_key
FROM (
    SELECT * FROM batch
    WHERE is_new AND status = 'article' AND record_hash NOT IN (SELECT record_hash FROM known_records)
    QUALIFY row_number() OVER (PARTITION BY record_hash ORDER BY filename, file_row_number) = 1
);

CREATE OR REPLACE TEMP TABLE known_texts AS
SELECT text_key, text_id FROM store.texts WHERE text_key IN (SELECT text_key FROM new_contents);

CREATE OR REPLACE TEMP TABLE new_texts AS
SELECT
    (SELECT coalesce(max(text_id), 0) FROM store.texts) + row_number() OVER (ORDER BY content_id) AS text_id,
    filename,
    file_row_number,
    text_key
FROM (
    SELECT * FROM new_contents
    WHERE text_key NOT IN (SELECT text_key FROM known_texts)
    QUALIFY row_number() OVER (PARTITION BY text_key ORDER BY content_id) = 1
);
