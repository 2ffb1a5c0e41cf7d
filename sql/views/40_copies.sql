-- Every article that shares its text, or much of it, with an earlier one: the earliest of those.
-- Alike are equal texts and texts of which one holds two fifths of the other. Where a line credits
-- an agency, that is said.
CREATE OR REPLACE VIEW copies AS
SELECT article_id, source, original_id, original_source, kind, share, delay, agency FROM store.copies;

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
WHERE EXISTS (
    FROM store.mentions m WHERE m.content_id = q.content_id AND m.kind = 'person' AND m.name = q.speaker
)
GROUP BY lower(strip_accents(q.speaker));
