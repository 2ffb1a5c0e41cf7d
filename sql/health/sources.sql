-- A row a source: how it did, for `broadsheet sources status`.
CREATE OR REPLACE TEMP VIEW source_health AS
WITH
read AS (
    SELECT
        source,
        max(fetched_at) FILTER (error_class IS NULL) AS last_success,
        count(*) FILTER (fetched_at > now - INTERVAL 7 DAY) AS captures
    FROM store.captures, clock
    GROUP BY source
),
failed AS (
    SELECT source, string_agg(error_class || ' ' || failures, ', ' ORDER BY failures DESC, error_class) AS failures
    FROM (
        SELECT source, error_class, count(*) AS failures FROM store.captures, clock
        WHERE error_class IS NOT NULL AND fetched_at > now - INTERVAL 7 DAY
        GROUP BY source, error_class
    )
    GROUP BY source
),
brought AS (
    SELECT
        source,
        count(*) FILTER (first_seen > now - INTERVAL 7 DAY) / 7 AS daily,
        -- by the weeks that the source is known for
        count(*) FILTER (first_seen <= now - INTERVAL 7 DAY)
            / nullif(greatest(date_diff('hour', min(first_seen), now - INTERVAL 7 DAY), 0) / 24.0, 0) AS daily_before
    FROM recent_articles, clock
    GROUP BY source, now
),
filled AS (
    SELECT source, string_agg(field || ' ' || share || ' %', ', ' ORDER BY share DESC, field) AS fields
    FROM (
        SELECT source, field, round(100 * sum(filled) / sum(articles))::INTEGER AS share FROM recent_fields
        WHERE week
        GROUP BY source, field
    )
    GROUP BY source
)
SELECT source, last_success, coalesce(daily, 0) AS daily, daily_before, coalesce(captures, 0) AS captures, failures, fields
FROM (SELECT source FROM expectations UNION SELECT source FROM read)
LEFT JOIN read USING (source)
LEFT JOIN failed USING (source)
LEFT JOIN brought USING (source)
LEFT JOIN filled USING (source)
ORDER BY source;
