-- What the parts bring: `batch` is one row an observation. Rows are found again in the parts by
-- file and row number, so that no text goes through a temporary table. What comes from an address
-- that was forgotten stays out.

CREATE OR REPLACE TEMP TABLE forgotten AS
SELECT DISTINCT capture_id
FROM (SELECT capture_id::UUID AS capture_id, unnest(addresses).url_id::UUID AS url_id FROM part_articles)
WHERE url_id IN (SELECT url_id FROM store.tombstones);

-- What is known is looked up from the side of the batch, which is the small one: a large table's column
-- is read once.
CREATE OR REPLACE TEMP TABLE known_observations AS
SELECT observation_id, run FROM store.observations
WHERE observation_id IN (SELECT observation_id::UUID FROM part_articles);

-- Bodies are measured before the rows are sorted, which so carry none.
CREATE OR REPLACE TEMP TABLE batch AS
WITH read AS (
    SELECT
        filename,
        file_row_number,
        observation_id::UUID AS observation_id,
        capture_id::UUID AS capture_id,
        run,
        source,
        fetched_at,
        fetched_from_web,
        versions.extractor AS extractor,
        coalesce(versions.boilerplate, '') AS boilerplate,
        array_to_string(list_transform(regexp_extract_all(versions.extractor, '\d+'), lambda n: lpad(n, 6, '0')), '.')
            || '/' || array_to_string(list_transform(regexp_extract_all(coalesce(nullif(versions.boilerplate, ''), '0'), '\d+'), lambda n: lpad(n, 6, '0')), '.') AS version,
        status,
        reject_reason,
        title,
        length(text) AS characters,
        list_filter(addresses, lambda a: a.role = 'requested')[1].url_id::UUID AS requested_id,
        list_filter(addresses, lambda a: a.role = 'final')[1].url_id::UUID AS final_id,
        list_filter(addresses, lambda a: a.role = 'canonical')[1].url_id::UUID AS canonical_id,
        final_url,
        canonical_url,
        record_hash::UUID AS record_hash,
        content_hash::UUID AS content_hash,
        text_key::UUID AS text_key,
        title IS NOT NULL AS titled,
        published IS NOT NULL AS dated
    FROM part_articles
)
SELECT *, observation_id NOT IN (SELECT observation_id FROM known_observations) AS is_new
FROM read
WHERE capture_id NOT IN (FROM forgotten)
QUALIFY row_number() OVER (PARTITION BY observation_id ORDER BY run, filename, file_row_number) = 1;
