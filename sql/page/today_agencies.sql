-- Outlets by the share of their articles of the last four weeks that credit an agency.
WITH
seen AS (
    SELECT a.source, a.content_id FROM store.articles a, snapshot s WHERE a.first_seen > s.built_at - INTERVAL 28 DAY
),
credits AS (
    SELECT content_id, agency FROM store.wire_credits
    UNION ALL SELECT content_id, agency FROM store.datelines WHERE agency IS NOT NULL
),
leaning AS (
    SELECT source, count(DISTINCT content_id) AS credited, mode(agency ORDER BY agency) AS agency
    FROM seen JOIN credits USING (content_id)
    GROUP BY source
)
SELECT source, agency, credited, articles, credited / articles AS share
FROM leaning JOIN (SELECT source, count(*) AS articles FROM seen GROUP BY source) USING (source)
ORDER BY share DESC, source
LIMIT 15
