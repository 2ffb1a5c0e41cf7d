-- Who had a text first: computed anew for the articles that share a text with a touched one, as it
-- was or as it is, and for those whose text is alike to others than before. Alike are equal texts and
-- texts of which one holds two fifths of the other.

CREATE OR REPLACE TEMP TABLE moved AS
SELECT c.text_id
FROM (
    SELECT content_id FROM old_articles
    UNION SELECT content_id FROM store.articles WHERE article_id IN (SELECT article_id FROM labels)
) m
JOIN store.contents c ON c.content_id = m.content_id
UNION SELECT text_id FROM unsettled;

-- Two steps from a text that moved: those alike to it, whose copies are computed, and those alike
-- to these, among which their originals are.
CREATE OR REPLACE TEMP TABLE concerned AS
SELECT t.text_id, t.text_hash
FROM store.texts t
WHERE t.text_hash IN (SELECT text_hash FROM store.texts SEMI JOIN moved USING (text_id))
    OR t.text_id IN (SELECT other FROM store.near_texts WHERE one IN (SELECT text_id FROM moved))
    OR t.text_id IN (SELECT one FROM store.near_texts WHERE other IN (SELECT text_id FROM moved));

CREATE OR REPLACE TEMP TABLE around AS
SELECT t.text_id, t.text_hash
FROM store.texts t
WHERE t.text_hash IN (SELECT text_hash FROM store.texts SEMI JOIN concerned USING (text_id))
    OR t.text_id IN (SELECT other FROM store.near_texts WHERE one IN (SELECT text_id FROM concerned))
    OR t.text_id IN (SELECT one FROM store.near_texts WHERE other IN (SELECT text_id FROM concerned));

-- The articles are found by the number of their state alone, before more of their row is read.
CREATE OR REPLACE TEMP TABLE stated AS
SELECT c.content_id, c.text_id, c.published_at, r.text_hash
FROM store.contents c JOIN around r ON r.text_id = c.text_id
WHERE c.words >= 20;

CREATE OR REPLACE TEMP TABLE shown AS
SELECT
    a.article_id, a.source, a.content_id, s.text_id, s.text_hash, coalesce(s.published_at, a.first_seen) AS out_at,
    s.text_id IN (SELECT text_id FROM concerned) AS computed
FROM (SELECT * FROM store.articles WHERE content_id IN (SELECT content_id FROM stated)) a
JOIN stated s ON s.content_id = a.content_id;

DELETE FROM store.copies
WHERE article_id IN (SELECT article_id FROM old_articles) OR article_id IN (SELECT article_id FROM shown WHERE computed);

INSERT INTO store.copies
WITH alike AS (
    SELECT x.text_id, o.text_id AS other, 'exact' AS kind, 1.0 AS share FROM shown x JOIN shown o ON o.text_hash = x.text_hash
    UNION SELECT one, other, 'near', common / one_size FROM store.near_texts
    UNION SELECT other, one, 'near', common / other_size FROM store.near_texts
),
-- That the original came out before is asked in the aggregate: as a condition of the join it
-- would have all articles compared with all.
firsts AS (
    SELECT
        x.article_id,
        arg_min(
            {'id': o.article_id, 'source': o.source, 'out_at': o.out_at, 'kind': l.kind, 'share': l.share},
            (o.out_at, o.article_id, l.kind)
        ) FILTER ((o.out_at, o.article_id) < (x.out_at, x.article_id)) AS original
    FROM alike l JOIN shown x ON x.text_id = l.text_id JOIN shown o ON o.text_id = l.other
    WHERE x.computed
    GROUP BY x.article_id
)
SELECT
    x.article_id, x.source, f.original.id, f.original.source, f.original.kind, least(f.original.share, 1),
    x.out_at - f.original.out_at,
    (SELECT min(w.agency) FROM store.wire_credits w WHERE w.content_id = x.content_id)
FROM firsts f JOIN shown x ON x.article_id = f.article_id
WHERE f.original IS NOT NULL;
