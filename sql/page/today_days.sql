-- New articles and edits by publishers, day by day, over the four weeks before the snapshot was made.
WITH
s AS (SELECT built_at AS now, (built_at AT TIME ZONE 'UTC')::DATE AS today FROM snapshot),
days AS (
    SELECT day, day - DATE '1970-01-01' AS number
    FROM (SELECT unnest(range(today - 27, today + 1, INTERVAL 1 DAY))::DATE AS day FROM s)
),
new AS (
    SELECT epoch_us(first_seen) // 86400000000 AS number, count(*) AS articles
    FROM store.articles, s WHERE first_seen > now - INTERVAL 29 DAY
    GROUP BY number
),
changed AS (
    SELECT epoch_us(first_seen) // 86400000000 AS number, count(*) AS edits
    FROM store.article_revisions, s WHERE cause = 'publisher' AND first_seen > now - INTERVAL 29 DAY
    GROUP BY number
)
SELECT day, coalesce(articles, 0) AS articles, coalesce(edits, 0) AS edits
FROM days LEFT JOIN new USING (number) LEFT JOIN changed USING (number)
ORDER BY day
