-- Who was quoted in most articles of the last seven days, and by how many outlets: people that the
-- article names, not "he" or "a report".
WITH
a AS MATERIALIZED (
    SELECT article_id, content_id, source FROM store.articles, snapshot s
    WHERE first_seen > s.built_at - INTERVAL 7 DAY
),
-- The parts are kept in the order of content_id: a bound lets most of them be skipped.
said AS (
    SELECT content_id, speaker, speaker_role FROM store.quotes
    WHERE content_id >= (SELECT min(content_id) FROM a) AND speaker IS NOT NULL
),
named AS (
    SELECT content_id, name FROM store.mentions
    WHERE content_id >= (SELECT min(content_id) FROM a) AND kind = 'person'
)
SELECT
    q.speaker,
    mode(q.speaker_role ORDER BY q.speaker_role) AS role,
    count(DISTINCT a.article_id) AS articles,
    count(DISTINCT a.source) AS outlets
FROM a
JOIN said q ON q.content_id = a.content_id
SEMI JOIN named m ON m.content_id = q.content_id AND m.name = q.speaker
GROUP BY q.speaker
ORDER BY articles DESC, outlets DESC, q.speaker
LIMIT 15
