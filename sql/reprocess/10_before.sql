-- In a copy of the warehouse: what it says before the captures are read again. `captures` are
-- those to read: the chosen ones, and every other of the same articles, so that all states of an
-- article come from one extractor.

CREATE SCHEMA reprocess;

CREATE TABLE reprocess.captures AS
WITH chosen AS MATERIALIZED (
    SELECT capture_id FROM store.captures
    WHERE fetched_at >= coalesce(getvariable('since'), '-infinity'::TIMESTAMPTZ)
        AND (len(getvariable('sources')) = 0 OR list_contains(getvariable('sources'), source))
),
shown AS (
    SELECT o.capture_id, u.article_id
    FROM store.observations o JOIN store.article_urls u ON u.url_id = o.final_id
)
SELECT c.*
FROM store.captures c
WHERE kind IN ('response', 'resource') AND coalesce(status, 200) = 200 AND error_class IS NULL AND warc_file IS NOT NULL
    AND (capture_id IN (FROM chosen)
        OR capture_id IN (SELECT capture_id FROM shown WHERE article_id IN (SELECT article_id FROM shown SEMI JOIN chosen USING (capture_id))))
    AND (run, source) NOT IN (SELECT (run, source) FROM store.quarantine WHERE released_at IS NULL);

CREATE VIEW reprocess.current AS
FROM store.observations
QUALIFY row_number() OVER (PARTITION BY capture_id ORDER BY version DESC, latest_run DESC, observation_id) = 1;

CREATE TABLE reprocess.readings AS
SELECT capture_id, observation_id, source, final_url, status, reject_reason
FROM reprocess.current
WHERE capture_id IN (SELECT capture_id FROM reprocess.captures);

CREATE TABLE reprocess.articles AS
SELECT article_id, content_id, url FROM store.articles;
