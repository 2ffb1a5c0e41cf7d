-- Sources of runs that were set aside before they were loaded, those that still are first.
SELECT run, source, reason, observations, quarantined_at, released_at
FROM quarantine
WHERE $source IS NULL OR source = $source
ORDER BY released_at IS NOT NULL, quarantined_at DESC, source
LIMIT 100
