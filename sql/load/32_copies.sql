-- Pairs of a new text and one that shares passages with it: at least three sampled shingles, and
-- two fifths of the smaller sample (containment, which sees a cut copy where resemblance does
-- not). Shingles that more than fifty texts have are figures of speech or boilerplate.

INSERT INTO store.near_texts
WITH fresh AS (
    SELECT k.text_id, k.shingle FROM store.sketches k
    WHERE k.text_id >= (SELECT min(text_id) FROM new_texts)
),
met AS MATERIALIZED (
    SELECT k.text_id, k.shingle FROM store.sketches k
    WHERE k.shingle IN (SELECT shingle FROM fresh)
),
telling AS (
    SELECT shingle FROM met GROUP BY shingle HAVING count(*) BETWEEN 2 AND 50
),
pairs AS (
    SELECT f.text_id AS late, m.text_id AS early, count(*) AS common
    FROM fresh f
    JOIN telling t ON t.shingle = f.shingle
    JOIN met m ON m.shingle = f.shingle AND m.text_id < f.text_id
    GROUP BY f.text_id, m.text_id
    HAVING count(*) >= 3
),
sizes AS (
    SELECT text_id, count(*) AS size FROM store.sketches
    WHERE text_id IN (SELECT late FROM pairs UNION SELECT early FROM pairs)
    GROUP BY text_id
)
SELECT
    CASE WHEN l.text_key < e.text_key THEN late ELSE early END,
    CASE WHEN l.text_key < e.text_key THEN early ELSE late END,
    common,
    CASE WHEN l.text_key < e.text_key THEN ls.size ELSE es.size END,
    CASE WHEN l.text_key < e.text_key THEN es.size ELSE ls.size END
FROM pairs
JOIN sizes ls ON ls.text_id = late
JOIN sizes es ON es.text_id = early
JOIN (SELECT text_id, text_key FROM store.texts) l ON l.text_id = late
JOIN (SELECT text_id, text_key FROM store.texts) e ON e.text_id = early
WHERE common >= 0.4 * least(ls.size, es.size);
