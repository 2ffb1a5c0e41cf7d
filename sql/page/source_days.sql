-- Each source day by day, over the four weeks before the snapshot was made. Days are numbered from the
-- instants: functions of the calendar take five times as long.
WITH
s AS (SELECT built_at AS now, (built_at AT TIME ZONE 'UTC')::DATE AS today FROM snapshot),
days AS (
    SELECT source, day, day - DATE '1970-01-01' AS number
    FROM (SELECT unnest(range(today - 27, today + 1, INTERVAL 1 DAY))::DATE AS day FROM s),
        (SELECT DISTINCT source FROM store.captures UNION SELECT DISTINCT source FROM store.articles)
),
new AS (
    SELECT source, epoch_us(first_seen) // 86400000000 AS number, count(*) AS articles
    FROM store.articles, s
    WHERE first_seen > now - INTERVAL 29 DAY
    GROUP BY ALL
),
read AS (
    SELECT
        source,
        epoch_us(fetched_at) // 86400000000 AS number,
        count(*) AS captures,
        count(*) FILTER (kind = 'failure') AS failures
    FROM captures, s
    WHERE fetched_at > now - INTERVAL 29 DAY
    GROUP BY ALL
),
refused AS (
    SELECT source, epoch_us(fetched_at) // 86400000000 AS number, count(DISTINCT capture_id) AS rejects
    FROM store.observations, s
    WHERE status = 'rejected' AND fetched_at > now - INTERVAL 29 DAY
    GROUP BY ALL
)
SELECT
    source,
    day,
    coalesce(articles, 0) AS articles,
    coalesce(captures, 0) AS captures,
    coalesce(failures, 0) AS failures,
    coalesce(rejects, 0) AS rejects
FROM days LEFT JOIN new USING (source, number) LEFT JOIN read USING (source, number)
LEFT JOIN refused USING (source, number)
ORDER BY source, day
