-- Rejected documents by reason and source, over the four weeks before the snapshot was made.
SELECT r.reason, r.source, count(*) AS documents, max(r.fetched_at) AS last
FROM rejects r, snapshot s
WHERE r.fetched_at > s.built_at - INTERVAL 28 DAY AND ($source IS NULL OR r.source = $source)
GROUP BY r.reason, r.source
ORDER BY documents DESC, r.reason, r.source
