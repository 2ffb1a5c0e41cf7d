-- Every article that shares its text, or much of it, with an earlier one: the earliest of those.
-- Alike are equal texts and texts of which one holds two fifths of the other. Where a line credits
-- an agency, that is said.
CREATE OR REPLACE VIEW copies AS
WITH shown AS (
    SELECT a.article_id, a.source, a.first_seen, c.text_id, t.text_hash, c.content_id,
        coalesce(c.published_at, a.first_seen) AS out_at
    FROM store.articles a
    JOIN store.contents c ON c.content_id = a.content_id
    JOIN (SELECT text_id, text_hash FROM store.texts) t ON t.text_id = c.text_id
    WHERE c.words >= 20
),
alike AS (
    SELECT a.article_id, b.article_id AS other_id, 'exact' AS kind, 1.0 AS share
    FROM shown a JOIN shown b ON b.text_hash = a.text_hash AND b.article_id <> a.article_id
    UNION ALL
    SELECT a.article_id, b.article_id, 'near', common / one_size
    FROM store.near_texts n
    JOIN shown a ON a.text_id = n.one
    JOIN shown b ON b.text_id = n.other
    WHERE a.text_hash <> b.text_hash
    UNION ALL
    SELECT b.article_id, a.article_id, 'near', common / other_size
    FROM store.near_texts n
    JOIN shown a ON a.text_id = n.one
    JOIN shown b ON b.text_id = n.other
    WHERE a.text_hash <> b.text_hash
)
SELECT
    l.article_id,
    s.source,
    l.other_id AS original_id, -- the earliest article that shares the text
    o.source AS original_source, -- its outlet
    l.kind, -- exact (the same words) or near
    least(l.share, 1) AS share, -- share of this article's text that is in the original, estimated
    s.out_at - o.out_at AS delay, -- how long after the original it came out
    (SELECT min(w.agency) FROM store.wire_credits w WHERE w.content_id = s.content_id) AS agency -- agency that a line credits
FROM alike l
JOIN shown s ON s.article_id = l.article_id
JOIN shown o ON o.article_id = l.other_id
WHERE (o.out_at, o.article_id) < (s.out_at, s.article_id)
QUALIFY row_number() OVER (PARTITION BY l.article_id ORDER BY o.out_at, o.article_id) = 1;

-- Every text that several articles share: the earliest copy, how many there are, at which outlets.
CREATE OR REPLACE VIEW clusters AS
SELECT
    original_id, -- the earliest article
    original_source, -- its outlet
    count(*) + 1 AS articles, -- articles that share the text, with the earliest
    list_sort(list_distinct(list_append(list(source), original_source))) AS outlets, -- outlets that ran it
    avg(share) AS share, -- mean share of a copy's text that is in the earliest, estimated
    min(agency) AS agency -- agency that a copy credits
FROM copies
GROUP BY original_id, original_source;

-- Outlets: what each wrote, when and how much of it others wrote first.
CREATE OR REPLACE VIEW outlets AS
SELECT
    a.source,
    arg_max(c.publisher, a.last_seen) AS publisher, -- the outlet as its latest page names it
    count(*) AS articles, -- articles
    min(c.published_date) AS first_published, -- earliest day of publication
    max(c.published_date) AS last_published, -- latest day of publication
    avg(c.words) AS mean_words, -- mean length in words
    count(k.article_id) AS copies -- articles whose text another had first
FROM store.articles a
JOIN store.contents c ON c.content_id = a.content_id
LEFT JOIN copies k ON k.article_id = a.article_id
GROUP BY a.source;

-- People who are quoted: one row a name and what distinguishes its bearers as far as texts tell.
CREATE OR REPLACE VIEW people AS
SELECT
    lower(strip_accents(q.speaker)) AS person, -- the name, folded
    mode(q.speaker) AS name, -- the name as mostly written
    mode(q.speaker_role) AS role, -- the role mostly given
    list_sort(list(DISTINCT q.speaker_role) FILTER (q.speaker_role IS NOT NULL)) AS roles, -- all roles given
    list_sort(list(DISTINCT q.speaker_affiliation) FILTER (q.speaker_affiliation IS NOT NULL)) AS affiliations, -- all affiliations given
    count(*) AS quotes, -- stretches of speech
    count(DISTINCT a.article_id) AS articles, -- articles that quote them
    list_sort(list(DISTINCT a.source)) AS outlets, -- outlets that quote them
    NOT contains(trim(mode(q.speaker)), ' ') OR count(DISTINCT q.speaker_affiliation) > 1 AS ambiguous -- a single name, or several affiliations: perhaps more than one person
FROM store.quotes q
JOIN store.articles a ON a.content_id = q.content_id
WHERE q.speaker IS NOT NULL
GROUP BY lower(strip_accents(q.speaker));
