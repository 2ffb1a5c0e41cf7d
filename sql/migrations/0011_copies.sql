-- Who had a text first, kept by the load: over a million articles the view took half a minute.

-- One row an article that shares its text, or much of it, with an earlier one.
CREATE TABLE store.copies (
    article_id UUID NOT NULL, -- the article
    source VARCHAR NOT NULL, -- its outlet
    original_id UUID NOT NULL, -- the earliest article that shares the text
    original_source VARCHAR NOT NULL, -- its outlet
    kind VARCHAR NOT NULL CHECK (kind IN ('exact', 'near')), -- exact (the same words) or near
    share DOUBLE NOT NULL, -- share of this article's text that is in the original, estimated
    delay INTERVAL NOT NULL, -- how long after the original it came out
    agency VARCHAR -- agency that a line credits
);

CREATE TEMP TABLE shown AS
SELECT
    a.article_id, a.source, a.content_id, c.text_id, t.text_hash, coalesce(c.published_at, a.first_seen) AS out_at
FROM store.articles a
JOIN store.contents c ON c.content_id = a.content_id
JOIN store.texts t ON t.text_id = c.text_id
WHERE c.words >= 20;

INSERT INTO store.copies
WITH pairs AS (
    SELECT x.article_id, o.article_id AS original_id, 'exact' AS kind, 1.0 AS share
    FROM shown x JOIN shown o ON o.text_hash = x.text_hash
    UNION ALL
    SELECT x.article_id, o.article_id, 'near', n.common / n.one_size
    FROM store.near_texts n JOIN shown x ON x.text_id = n.one JOIN shown o ON o.text_id = n.other
    WHERE x.text_hash <> o.text_hash
    UNION ALL
    SELECT x.article_id, o.article_id, 'near', n.common / n.other_size
    FROM store.near_texts n JOIN shown x ON x.text_id = n.other JOIN shown o ON o.text_id = n.one
    WHERE x.text_hash <> o.text_hash
)
SELECT
    x.article_id, x.source, o.article_id, o.source, p.kind, least(p.share, 1), x.out_at - o.out_at,
    (SELECT min(w.agency) FROM store.wire_credits w WHERE w.content_id = x.content_id)
FROM pairs p
JOIN shown x ON x.article_id = p.article_id
JOIN shown o ON o.article_id = p.original_id
WHERE (o.out_at, o.article_id) < (x.out_at, x.article_id)
QUALIFY row_number() OVER (PARTITION BY x.article_id ORDER BY o.out_at, o.article_id) = 1;

DROP TABLE shown;
