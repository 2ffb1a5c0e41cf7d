-- The latest rejected documents.
SELECT capture_id, source, url, reason, title, characters, fetched_at, run
FROM rejects
WHERE ($source IS NULL OR source = $source) AND ($reason IS NULL OR reason = $reason)
ORDER BY fetched_at DESC, capture_id
