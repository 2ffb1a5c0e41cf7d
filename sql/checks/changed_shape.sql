-- warn
-- Fields whose share among a source's newest articles (at most 30, of the last seven days) moved by a
-- fifth or more against those before the last day, and by more than chance would (three standard errors).
WITH shares AS (
    SELECT
        source,
        field,
        count(*) FILTER (recent) AS n,
        count(*) FILTER (NOT recent) AS m,
        coalesce(avg(filled::INTEGER) FILTER (recent), 0) AS share,
        coalesce(avg(filled::INTEGER) FILTER (NOT recent), 0) AS before,
        avg(filled::INTEGER) AS whole
    FROM (
        SELECT *, number <= 30 AND first_seen > now - INTERVAL 7 DAY AS recent FROM recent_fields, clock
    )
    WHERE recent OR first_seen <= now - INTERVAL 1 DAY
    GROUP BY source, field
)
SELECT
    source,
    printf('%s in %d %% of the newest %d articles, %d %% of %d before', field, (100 * share)::INTEGER, n, (100 * before)::INTEGER, m) AS problem
FROM shares
WHERE n >= 5 AND m >= 5
    AND abs(share - before) >= 0.2
    AND abs(share - before) > 3 * sqrt(whole * (1 - whole) * (1.0 / n + 1.0 / m))
