-- Rejected documents by reason and source, over the four weeks before the snapshot was made.
-- As the view `rejects`, but looking only at captures that were rejected once.
WITH
once AS (
    SELECT DISTINCT o.capture_id FROM store.observations o, snapshot s
    WHERE o.status = 'rejected' AND o.fetched_at > s.built_at - INTERVAL 28 DAY
),
judged AS (
    SELECT o.* FROM store.observations o SEMI JOIN once USING (capture_id)
    QUALIFY row_number() OVER (PARTITION BY o.capture_id ORDER BY o.version DESC, o.latest_run DESC, o.observation_id) = 1
)
SELECT reject_reason AS reason, source, count(*) AS documents, max(fetched_at) AS last
FROM judged WHERE status = 'rejected'
GROUP BY reject_reason, source
ORDER BY documents DESC, reason, source
