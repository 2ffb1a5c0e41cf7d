-- How do outlets say that somebody said something? (90 days up to the newest article; --set since=2026-01-01)
SELECT source, verb, count(*) AS times
FROM quotes
WHERE verb IS NOT NULL
    AND published_date >= coalesce(getvariable('since')::DATE, (SELECT max(published_date) FROM store.articles WHERE published_date <= current_date) - 90)
GROUP BY source, verb
QUALIFY row_number() OVER (PARTITION BY source ORDER BY count(*) DESC, verb) <= 5
ORDER BY source, times DESC, verb
