-- What the parts bring: `batch` is one row an observation, `new_contents` and `new_texts` number
-- the states and bodies that the warehouse has not met. Rows are found again in the parts by file
-- and row number, so that no text goes through a temporary table.

CREATE OR REPLACE TEMP TABLE batch AS
SELECT
    p.filename,
    p.file_row_number,
    p.observation_id::UUID AS observation_id,
    p.capture_id::UUID AS capture_id,
    p.run,
    p.source,
    p.fetched_at,
    p.fetched_from_web,
    p.versions.extractor AS extractor,
    coalesce(p.versions.boilerplate, '') AS boilerplate,
    array_to_string(list_transform(regexp_extract_all(p.versions.extractor, '\d+'), lambda n: lpad(n, 6, '0')), '.')
        || '/' || lpad(coalesce(p.versions.boilerplate, ''), 6, '0') AS version,
    p.status,
    p.reject_reason,
    p.title,
    length(p.text) AS characters,
    list_filter(p.addresses, lambda a: a.role = 'requested')[1].url_id::UUID AS requested_id,
    list_filter(p.addresses, lambda a: a.role = 'final')[1].url_id::UUID AS final_id,
    list_filter(p.addresses, lambda a: a.role = 'canonical')[1].url_id::UUID AS canonical_id,
    p.final_url,
    p.canonical_url,
    p.record_hash::UUID AS record_hash,
    p.content_hash::UUID AS content_hash,
    p.text_key::UUID AS text_key,
    o.observation_id IS NULL AS is_new
FROM part_articles p
LEFT JOIN store.observations o ON o.observation_id = p.observation_id::UUID
QUALIFY row_number() OVER (PARTITION BY p.observation_id ORDER BY p.run DESC, p.filename, p.file_row_number) = 1;

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
    WHERE is_new AND status = 'article' AND record_hash NOT IN (SELECT record_hash FROM store.contents)
    QUALIFY row_number() OVER (PARTITION BY record_hash ORDER BY filename, file_row_number) = 1
);

CREATE OR REPLACE TEMP TABLE new_texts AS
SELECT
    (SELECT coalesce(max(text_id), 0) FROM store.texts) + row_number() OVER (ORDER BY content_id) AS text_id,
    filename,
    file_row_number,
    text_key
FROM (
    SELECT * FROM new_contents
    WHERE text_key NOT IN (SELECT text_key FROM store.texts)
    QUALIFY row_number() OVER (PARTITION BY text_key ORDER BY content_id) = 1
);
