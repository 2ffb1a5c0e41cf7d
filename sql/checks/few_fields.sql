-- warn
-- Fields that fewer articles of the last seven days have than `fields` of the source's file says,
-- where there are five articles or more.
WITH had AS (
    SELECT source, field, sum(articles)::BIGINT AS articles, sum(filled) / sum(articles) AS share
    FROM recent_fields
    WHERE week
    GROUP BY source, field
)
SELECT
    source,
    printf('%s in %d %% of %d articles, %d %% expected', field, (100 * share)::INTEGER, articles, (100 * fields[field])::INTEGER) AS problem
FROM had JOIN expectations USING (source)
WHERE articles >= 5 AND share < fields[field]
