-- warn
-- Fields that fewer articles of the last seven days have than `fields` of the source's file says,
-- where there are five articles or more.
WITH had AS (
    SELECT source, field, count(*) AS articles, avg(filled::INTEGER) AS share
    FROM recent_fields, clock
    WHERE first_seen > now - INTERVAL 7 DAY
    GROUP BY source, field
)
SELECT
    source,
    printf('%s in %d %% of %d articles, %d %% expected', field, (100 * share)::INTEGER, articles, (100 * fields[field])::INTEGER) AS problem
FROM had JOIN expectations USING (source)
WHERE articles >= 5 AND share < fields[field]
