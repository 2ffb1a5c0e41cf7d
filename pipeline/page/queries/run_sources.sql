-- What a run brought, by source.
SELECT
    source,
    count(*) AS captures,
    count(*) FILTER (kind = 'failure') AS failures,
    count(*) FILTER (o.status = 'article') AS articles,
    count(*) FILTER (o.status = 'rejected') AS rejects,
    sum(bytes) AS bytes
FROM captures c
LEFT JOIN (
    SELECT capture_id, any_value(status) AS status FROM store.observations WHERE run = $run GROUP BY capture_id
) o USING (capture_id)
WHERE c.run = $run
GROUP BY source
ORDER BY captures DESC, source
