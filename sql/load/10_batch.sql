-- What the parts bring: `batch` is one row an observation. Rows are found again in the parts by
-- file and row number, so that no text goes through a temporary table. What comes from an address
-- that was forgotten stays out.

CREATE OR REPLACE TEMP TABLE forgotten AS
SELECT DISTINCT capture_id
FROM (SELECT capture_id::UUID AS capture_id, unnest(addresses).url_id::UUID AS url_id FROM part_articles)
WHERE url_id IN (SELECT url_id FROM store.tombstones);

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
        || '/' || array_to_string(list_transform(regexp_extract_all(coalesce(nullif(p.versions.boilerplate, ''), '0'), '\d+'), lambda n: lpad(n, 6, '0')), '.') AS version,
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
    p.title IS NOT NULL AS titled,
    p.published IS NOT NULL AS dated,
    o.observation_id IS NULL AS is_new
FROM part_articles p
LEFT JOIN store.observations o ON o.observation_id = p.observation_id::UUID
WHERE p.capture_id::UUID NOT IN (FROM forgotten)
QUALIFY row_number() OVER (PARTITION BY p.observation_id ORDER BY p.run, p.filename, p.file_row_number) = 1;
