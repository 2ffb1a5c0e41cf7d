-- A source day by day, over the four weeks before the snapshot was made.
WITH
s AS (SELECT built_at AS now, (built_at AT TIME ZONE 'UTC')::DATE AS today FROM snapshot),
days AS (SELECT unnest(range(today - 27, today + 1, INTERVAL 1 DAY))::DATE AS day FROM s),
new AS (
    SELECT (first_seen AT TIME ZONE 'UTC')::DATE AS day, count(*) AS articles
    FROM store.articles, s
    WHERE source = $source AND first_seen > now - INTERVAL 29 DAY
    GROUP BY day
),
read AS (
    SELECT
        (fetched_at AT TIME ZONE 'UTC')::DATE AS day,
        count(*) AS captures,
        count(*) FILTER (kind = 'failure') AS failures
    FROM captures, s
    WHERE source = $source AND fetched_at > now - INTERVAL 29 DAY
    GROUP BY day
),
refused AS (
    SELECT (fetched_at AT TIME ZONE 'UTC')::DATE AS day, count(DISTINCT capture_id) AS rejects
    FROM store.observations, s
    WHERE source = $source AND status = 'rejected' AND fetched_at > now - INTERVAL 29 DAY
    GROUP BY day
)
SELECT
    day,
    coalesce(articles, 0) AS articles,
    coalesce(captures, 0) AS captures,
    coalesce(failures, 0) AS failures,
    coalesce(rejects, 0) AS rejects
FROM days LEFT JOIN new USING (day) LEFT JOIN read USING (day) LEFT JOIN refused USING (day)
ORDER BY day
