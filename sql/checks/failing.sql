-- warn
-- Classes of failure that took a fifth or more of what a source was asked for on the last day, five
-- times at least, and twice their share of the four weeks before.
WITH asked AS (
    SELECT
        source,
        error_class,
        count(*) FILTER (recent) AS failures,
        count(*) FILTER (NOT recent) AS failures_before,
        sum(count(*) FILTER (recent)) OVER (PARTITION BY source) AS captures,
        sum(count(*) FILTER (NOT recent)) OVER (PARTITION BY source) AS captures_before
    FROM (
        SELECT *, fetched_at > now - INTERVAL 1 DAY AS recent
        FROM store.captures, clock
        WHERE fetched_at > now - INTERVAL 28 DAY AND fetched_at <= now
    )
    GROUP BY source, error_class
)
SELECT source, printf('%s: %d of %d captures of the last day', error_class, failures, captures::BIGINT) AS problem
FROM asked
WHERE error_class IS NOT NULL AND failures >= 5 AND failures >= 0.2 * captures
    AND failures / captures >= 2 * coalesce(failures_before / nullif(captures_before, 0), 0)
