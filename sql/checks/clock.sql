-- warn
-- Captures dated later than now: this machine's clock was wrong when they were made, or it is now.
SELECT source, url || ' is dated ' || strftime(fetched_at AT TIME ZONE 'UTC', '%Y-%m-%d %H:%M UTC') AS problem
FROM touched.captures
WHERE fetched_at > now() + INTERVAL 1 HOUR
