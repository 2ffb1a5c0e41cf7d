-- Pairs of texts that share passages: at least three sampled shingles, and two fifths of the smaller
-- sample (containment, which sees a cut copy where resemblance does not). The pairs follow from the
-- texts that there are, in whatever order they come (`arriving`) and go (`leaving`): a shingle counts
-- where at most fifty texts have it, and where up to 200 do, as the versions of one agency's story
-- may, for pairs with one of the eight first by text_key. What more have is a figure of speech.

CREATE OR REPLACE TEMP TABLE turned AS
SELECT text_id, shingle, true AS came FROM store.sketches WHERE text_id >= (SELECT min(text_id) FROM arriving)
UNION ALL
SELECT text_id, shingle, false FROM store.sketches WHERE text_id IN (SELECT text_id FROM leaving);

-- The condition says nothing new; having one lets the scan of all sketches filter by what turned.
CREATE OR REPLACE TEMP TABLE met AS
SELECT text_id, shingle FROM store.sketches
WHERE shingle IN (SELECT shingle FROM turned WHERE text_id % 1 = 0);

-- Texts that stay, and for which a shingle now counts otherwise than before. Where texts arrive it
-- counts for less, so that only those in a pair matter.
CREATE OR REPLACE TEMP TABLE changed AS
WITH members AS (
    SELECT
        m.text_id,
        m.shingle,
        t.text_key,
        m.text_id NOT IN (SELECT text_id FROM arriving) AS was,
        m.text_id NOT IN (SELECT text_id FROM leaving) AS stays
    FROM met m
    JOIN (SELECT shingle FROM met GROUP BY shingle HAVING count(*) > 50) USING (shingle)
    JOIN store.texts t ON t.text_id = m.text_id
),
ranked AS (
    SELECT
        *,
        count(*) FILTER (was) OVER (PARTITION BY shingle) AS size_before,
        count(*) FILTER (stays) OVER (PARTITION BY shingle) AS size_after,
        count(*) FILTER (was) OVER (PARTITION BY shingle ORDER BY text_key) AS rank_before,
        count(*) FILTER (stays) OVER (PARTITION BY shingle ORDER BY text_key) AS rank_after
    FROM members
)
SELECT DISTINCT text_id
FROM ranked
WHERE was AND stays
    AND (
        (size_before > 200) <> (size_after > 200)
        OR size_after <= 200 AND (size_before <= 50 OR rank_before <= 8) <> (size_after <= 50 OR rank_after <= 8)
    )
    AND (
        (SELECT count(*) FROM leaving) > 0
        OR text_id IN (SELECT one FROM store.near_texts UNION ALL SELECT other FROM store.near_texts)
    );

CREATE OR REPLACE TEMP TABLE fresh AS
SELECT text_id, shingle FROM turned WHERE came
UNION ALL
SELECT text_id, shingle FROM store.sketches WHERE text_id IN (SELECT text_id FROM changed);

INSERT INTO met
SELECT text_id, shingle FROM store.sketches
WHERE shingle IN (SELECT shingle FROM fresh WHERE text_id IN (SELECT text_id FROM changed) EXCEPT SELECT shingle FROM turned);

-- What was paired with a text that goes or changed; `61_copies.sql` looks at it again.
CREATE OR REPLACE TEMP TABLE unsettled AS
WITH gone AS (SELECT text_id FROM changed UNION SELECT text_id FROM leaving)
SELECT text_id FROM changed
UNION SELECT one FROM store.near_texts WHERE other IN (FROM gone)
UNION SELECT other FROM store.near_texts WHERE one IN (FROM gone);

DELETE FROM store.near_texts
WHERE one IN (SELECT text_id FROM changed UNION SELECT text_id FROM leaving)
    OR other IN (SELECT text_id FROM changed UNION SELECT text_id FROM leaving);

CREATE OR REPLACE TEMP TABLE buckets AS
WITH present AS (SELECT text_id, shingle FROM met WHERE text_id NOT IN (SELECT text_id FROM leaving)),
sizes AS (SELECT shingle, count(*) AS size FROM present GROUP BY shingle HAVING count(*) BETWEEN 2 AND 200)
SELECT text_id, shingle, true AS first
FROM present JOIN sizes USING (shingle) WHERE size <= 50
UNION ALL
SELECT p.text_id, p.shingle, row_number() OVER (PARTITION BY p.shingle ORDER BY t.text_key) <= 8
FROM present p JOIN sizes s USING (shingle) JOIN store.texts t ON t.text_id = p.text_id
WHERE s.size > 50;

CREATE OR REPLACE TEMP TABLE pairs AS
WITH renewed AS (SELECT DISTINCT text_id FROM fresh)
SELECT f.text_id AS late, o.text_id AS early, count(*) AS common
FROM (SELECT * FROM buckets SEMI JOIN renewed USING (text_id)) f
JOIN (SELECT *, text_id IN (FROM renewed) AS renewed FROM buckets) o
    ON o.shingle = f.shingle
    AND o.text_id <> f.text_id
    AND (o.first OR f.first)
    AND (o.text_id < f.text_id OR NOT o.renewed) -- of two that are renewed once
GROUP BY f.text_id, o.text_id
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
