-- warn
-- Fields whose share among a source's newest articles (at most 30, of the last seven days) moved by a
-- fifth or more against those before the last day, and by more than chance would (three standard errors).
WITH shares AS (
    SELECT
        source,
        field,
        sum(articles) FILTER (newest)::BIGINT AS n,
        sum(articles) FILTER (NOT newest)::BIGINT AS m,
        coalesce(sum(filled) FILTER (newest) / sum(articles) FILTER (newest), 0) AS share,
        coalesce(sum(filled) FILTER (NOT newest) / sum(articles) FILTER (NOT newest), 0) AS before,
        sum(filled) / sum(articles) AS whole
    FROM recent_fields
    WHERE newest OR earlier
    GROUP BY source, field
)
SELECT
    source,
    printf('%s in %d %% of the newest %d articles, %d %% of %d before', field, (100 * share)::INTEGER, n, (100 * before)::INTEGER, m) AS problem
FROM shares
WHERE n >= 5 AND m >= 5
    AND abs(share - before) >= 0.2
    AND abs(share - before) > 3 * sqrt(whole * (1 - whole) * (1.0 / n + 1.0 / m))
