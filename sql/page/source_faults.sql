-- Failures of the last four weeks by class and source, most first.
SELECT
    source,
    error_class,
    count(*) AS failures,
    count(*) FILTER (fetched_at > s.built_at - INTERVAL 7 DAY) AS recent,
    max(fetched_at) AS last,
    arg_max(error, fetched_at) AS example,
    arg_max(capture_id, fetched_at) AS capture_id
FROM captures, snapshot s
WHERE kind = 'failure' AND fetched_at > s.built_at - INTERVAL 28 DAY
GROUP BY source, error_class
ORDER BY failures DESC, error_class
