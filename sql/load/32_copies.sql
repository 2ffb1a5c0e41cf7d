-- Pairs of a new text and one that shares passages with it: at least three sampled shingles, and
-- two fifths of the smaller sample (containment, which sees a cut copy where resemblance does
-- not). Shingles that more than fifty texts have are figures of speech or boilerplate.

CREATE OR REPLACE TEMP TABLE fresh AS
SELECT text_id, shingle FROM store.sketches WHERE text_id >= (SELECT min(text_id) FROM new_texts);

-- The condition says nothing new; having one lets the scan of all sketches filter by what is fresh.
CREATE OR REPLACE TEMP TABLE met AS
SELECT text_id, shingle FROM store.sketches
WHERE shingle IN (SELECT shingle FROM fresh WHERE text_id % 1 = 0);

CREATE OR REPLACE TEMP TABLE pairs AS
SELECT f.text_id AS late, m.text_id AS early, count(*) AS common
FROM fresh f
JOIN (SELECT shingle FROM met GROUP BY shingle HAVING count(*) BETWEEN 2 AND 50) t ON t.shingle = f.shingle
JOIN met m ON m.shingle = f.shingle AND m.text_id < f.text_id
GROUP BY f.text_id, m.text_id
HAVING count(*) >= 3;

CREATE OR REPLACE TEMP TABLE sizes AS
SELECT text_id, text_key, shingles FROM store.texts
WHERE text_id IN (SELECT late FROM pairs UNION SELECT early FROM pairs);

INSERT INTO store.near_texts
SELECT
    CASE WHEN l.text_key < e.text_key THEN late ELSE early END,
    CASE WHEN l.text_key < e.text_key THEN early ELSE late END,
    common,
    CASE WHEN l.text_key < e.text_key THEN l.shingles ELSE e.shingles END,
    CASE WHEN l.text_key < e.text_key THEN e.shingles ELSE l.shingles END
FROM pairs
JOIN sizes l ON l.text_id = late
JOIN sizes e ON e.text_id = early
WHERE common >= 0.4 * least(l.shingles, e.shingles);
