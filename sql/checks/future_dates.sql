-- warn
-- Articles published more than a day after they were seen.
SELECT a.source, a.url AS problem
FROM touched.articles a JOIN touched.contents c ON c.content_id = a.content_id
WHERE c.published_date > (a.first_seen AT TIME ZONE 'UTC')::DATE + 1
