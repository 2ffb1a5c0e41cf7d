-- How much of each outlet is behind a paywall?
SELECT source, count(*) AS articles,
    count(*) FILTER (access = 'paywalled') AS paywalled,
    count(*) FILTER (truncated) AS truncated
FROM articles GROUP BY source ORDER BY source
