-- Who had a text first: computed anew for the articles that share a text with a touched one, as it
-- was or as it is. Alike are equal texts and texts of which one holds two fifths of the other.

CREATE OR REPLACE TEMP TABLE moved AS
SELECT DISTINCT c.text_id
FROM (
    SELECT content_id FROM old_articles
    UNION SELECT content_id FROM store.articles WHERE article_id IN (SELECT article_id FROM labels)
) m
JOIN store.contents c ON c.content_id = m.content_id;

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

CREATE OR REPLACE TEMP TABLE shown AS
SELECT
    a.article_id, a.source, a.content_id, c.text_id, r.text_hash, coalesce(c.published_at, a.first_seen) AS out_at,
    c.text_id IN (SELECT text_id FROM concerned) AS computed
FROM around r
JOIN store.contents c ON c.text_id = r.text_id
JOIN store.articles a ON a.content_id = c.content_id
WHERE c.words >= 20;

DELETE FROM store.copies
WHERE article_id IN (SELECT article_id FROM old_articles) OR article_id IN (SELECT article_id FROM shown WHERE computed);

INSERT INTO store.copies
WITH pairs AS (
    SELECT x.article_id, o.article_id AS original_id, 'exact' AS kind, 1.0 AS share
    FROM shown x JOIN shown o ON o.text_hash = x.text_hash
    WHERE x.computed
    UNION ALL
    SELECT x.article_id, o.article_id, 'near', n.common / n.one_size
    FROM store.near_texts n JOIN shown x ON x.text_id = n.one JOIN shown o ON o.text_id = n.other
    WHERE x.computed AND x.text_hash <> o.text_hash
    UNION ALL
    SELECT x.article_id, o.article_id, 'near', n.common / n.other_size
    FROM store.near_texts n JOIN shown x ON x.text_id = n.other JOIN shown o ON o.text_id = n.one
    WHERE x.computed AND x.text_hash <> o.text_hash
)
SELECT
    x.article_id, x.source, o.article_id, o.source, p.kind, least(p.share, 1), x.out_at - o.out_at,
    (SELECT min(w.agency) FROM store.wire_credits w WHERE w.content_id = x.content_id)
FROM pairs p
JOIN shown x ON x.article_id = p.article_id
JOIN shown o ON o.article_id = p.original_id
WHERE (o.out_at, o.article_id) < (x.out_at, x.article_id)
QUALIFY row_number() OVER (PARTITION BY x.article_id ORDER BY o.out_at, o.article_id) = 1;
