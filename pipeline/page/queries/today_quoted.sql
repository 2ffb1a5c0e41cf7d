-- Who was quoted in most articles of the last seven days, and by how many outlets: people that the
-- article names, not "he" or "a report".
SELECT
    q.speaker,
    mode(q.speaker_role) AS role,
    count(DISTINCT a.article_id) AS articles,
    count(DISTINCT a.source) AS outlets
FROM store.articles a
JOIN store.quotes q ON q.content_id = a.content_id
SEMI JOIN (SELECT content_id, name FROM store.mentions WHERE kind = 'person') m
    ON m.content_id = q.content_id AND m.name = q.speaker
CROSS JOIN snapshot s
WHERE a.first_seen > s.built_at - INTERVAL 7 DAY AND q.speaker IS NOT NULL
GROUP BY q.speaker
ORDER BY articles DESC, outlets DESC, q.speaker
LIMIT 15
