-- warn
-- Feeds, sitemaps and lists that could not be read three times in a row or more.
SELECT source, url || ' failed ' || failures || ' times: ' || problem AS problem
FROM listings
WHERE failures >= 3
