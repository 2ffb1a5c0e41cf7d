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
    GROUP BY x.article_id
)
SELECT
    x.article_id, x.source, f.original.id, f.original.source, f.original.kind, least(f.original.share, 1),
    x.out_at - f.original.out_at,
    (SELECT min(w.agency) FROM store.wire_credits w WHERE w.content_id = x.content_id)
FROM firsts f JOIN shown x ON x.article_id = f.article_id
WHERE f.original IS NOT NULL;

DROP TABLE shown;
