-- How do outlets say that somebody said something? (last 90 days; --set since=2026-01-01)
SELECT source, verb, count(*) AS times
FROM quotes
WHERE verb IS NOT NULL
    AND first_seen >= coalesce(getvariable('since')::TIMESTAMPTZ, now() - INTERVAL 90 DAY)
GROUP BY source, verb
QUALIFY row_number() OVER (PARTITION BY source ORDER BY count(*) DESC, verb) <= 5
ORDER BY source, times DESC, verb
