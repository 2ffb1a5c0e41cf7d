-- What the checks of a run found, the gravest first; of the latest run where none is named.
SELECT run, name, level, source, bad_rows, sample, checked_at
FROM check_results
WHERE run = coalesce($run, (SELECT max(run) FROM check_results)) AND ($source IS NULL OR source = $source)
ORDER BY level, bad_rows DESC, name, source
