-- Which addresses belong together. `seen` holds the observations that count: of each capture the
-- reading by the latest version, where it found an article.

CREATE OR REPLACE TEMP TABLE seen AS
FROM (
    SELECT DISTINCT * FROM linked
    QUALIFY row_number() OVER (PARTITION BY capture_id ORDER BY version DESC, latest_run DESC, observation_id) = 1
)
WHERE status = 'article';

-- A canonical link counts unless pages with different contents share it. Every page that declares
-- an address is held against the page at that address; where that was never seen, against the
-- declaring page seen first, and then one that differs makes the address count for none.
-- Mostly no address is shared; the tables on the way are small or empty, and known to be, so that
-- what joins them reads nothing more of the large ones.
CREATE OR REPLACE TEMP TABLE sharing AS
WITH pages AS (
    SELECT canonical_id AS address, final_id AS page, content_id, fetched_at FROM seen WHERE canonical_id IS NOT NULL
    UNION ALL
    SELECT final_id, final_id, content_id, fetched_at FROM seen
    WHERE final_id IN (SELECT canonical_id FROM seen)
)
SELECT p.address, p.page, c.text_id, min(p.fetched_at) AS first_seen
FROM pages p
JOIN store.contents c ON c.content_id = p.content_id
WHERE p.address IN (SELECT address FROM pages GROUP BY address HAVING count(DISTINCT page) > 1)
GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE states AS
SELECT s.address, s.page, s.text_id, t.text_hash, s.first_seen
FROM sharing s JOIN store.texts t ON t.text_id = s.text_id;

CREATE OR REPLACE TEMP TABLE sketch AS
SELECT t.text_id, list_distinct(regexp_extract_all(lower(t.text), '\w+')) AS words, k.shingles
FROM (SELECT DISTINCT text_id FROM states) s
JOIN store.texts t ON t.text_id = s.text_id
LEFT JOIN (
    SELECT text_id, list(shingle) AS shingles FROM store.sketches
    WHERE text_id IN (SELECT text_id FROM states)
    GROUP BY text_id
) k ON k.text_id = s.text_id;

CREATE OR REPLACE TEMP TABLE shared AS
WITH firsts AS (
    SELECT address, arg_min(page, (page <> address, first_seen, page)) AS page
    FROM states GROUP BY address
),
-- Short texts have too few sampled shingles to tell by; there the share of common words does.
pairs AS (
    SELECT
        s.address,
        s.page,
        s.text_hash = r.text_hash
            OR CASE
                WHEN least(len(a.shingles), len(b.shingles)) >= 6
                THEN len(list_intersect(a.shingles, b.shingles)) >= 0.4 * least(len(a.shingles), len(b.shingles))
                ELSE len(list_intersect(a.words, b.words)) >= 0.7 * least(len(a.words), len(b.words))
            END AS alike
    FROM states s
    JOIN firsts f ON f.address = s.address AND f.page <> s.page
    JOIN states r ON r.address = f.address AND r.page = f.page
    JOIN sketch a ON a.text_id = s.text_id
    JOIN sketch b ON b.text_id = r.text_id
)
SELECT address, page
FROM pairs
GROUP BY address, page
HAVING NOT bool_or(alike);

UPDATE seen SET canonical_id = NULL
FROM shared s
WHERE s.address = canonical_id AND (s.page = final_id OR canonical_id NOT IN (SELECT final_id FROM seen));

CREATE OR REPLACE TEMP TABLE ties AS
SELECT DISTINCT one, other
FROM (
    SELECT requested_id AS one, final_id AS other FROM seen
    UNION ALL SELECT canonical_id, final_id FROM seen
    UNION ALL SELECT final_id, requested_id FROM seen
    UNION ALL SELECT final_id, canonical_id FROM seen
)
WHERE one <> other;

-- `51_join.sql` gives every address the smallest id that it is tied to, until nothing changes.
CREATE OR REPLACE TEMP TABLE labels AS
SELECT DISTINCT url_id, url_id AS article_id
FROM (SELECT unnest([requested_id, final_id, canonical_id]) AS url_id FROM seen)
WHERE url_id IS NOT NULL;
