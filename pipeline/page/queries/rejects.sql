-- The latest rejected documents.
-- As the view `rejects`, but looking only at captures that were rejected once.
WITH
once AS (
    SELECT DISTINCT capture_id FROM store.observations
    WHERE status = 'rejected' AND ($source IS NULL OR source = $source)
        AND ($reason IS NULL OR reject_reason = $reason)
),
judged AS (
    SELECT o.* FROM store.observations o SEMI JOIN once USING (capture_id)
    QUALIFY row_number() OVER (PARTITION BY o.capture_id ORDER BY o.version DESC, o.run DESC, o.observation_id) = 1
),
last AS (
    SELECT capture_id, source, reject_reason AS reason, title, characters, fetched_at, run
    FROM judged WHERE status = 'rejected' AND ($reason IS NULL OR reject_reason = $reason)
    ORDER BY fetched_at DESC, capture_id LIMIT 100
)
SELECT l.*, c.url FROM last l JOIN store.captures c USING (capture_id)
ORDER BY l.fetched_at DESC, l.capture_id
