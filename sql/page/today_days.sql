-- New articles and edits by publishers, day by day, over the four weeks before the snapshot was made.
WITH
s AS (SELECT built_at AS now, (built_at AT TIME ZONE 'UTC')::DATE AS today FROM snapshot),
days AS (SELECT unnest(range(today - 27, today + 1, INTERVAL 1 DAY))::DATE AS day FROM s),
new AS (
    SELECT (first_seen AT TIME ZONE 'UTC')::DATE AS day, count(*) AS articles
    FROM store.articles, s WHERE first_seen > now - INTERVAL 29 DAY
    GROUP BY day
),
changed AS (
    SELECT (first_seen AT TIME ZONE 'UTC')::DATE AS day, count(*) AS edits
    FROM store.article_revisions, s WHERE cause = 'publisher' AND first_seen > now - INTERVAL 29 DAY
    GROUP BY day
)
SELECT day, coalesce(articles, 0) AS articles, coalesce(edits, 0) AS edits
FROM days LEFT JOIN new USING (day) LEFT JOIN changed USING (day)
ORDER BY day
