-- The latest fetches that failed.
SELECT capture_id, source, url, error_class, error, status, fetched_at, run
FROM captures
WHERE kind = 'failure' AND ($source IS NULL OR source = $source)
    AND ($error_class IS NULL OR error_class = $error_class)
ORDER BY fetched_at DESC, capture_id
