-- Who was quoted in each article, and as what: one row a speaker; unnamed ones by what they are called.
CREATE OR REPLACE VIEW quotes_by_speaker AS
SELECT
    a.article_id,
    any_value(a.source) AS source,
    any_value(a.published_date) AS published_date,
    arg_min(q.speaker, q.position) AS speaker, -- canonical name; null where the text names nobody
    arg_min(q.speaker_mention, q.position) AS named_as, -- the words that name the speaker first
    arg_min(q.speaker_role, q.position) AS speaker_role, -- office or description, as first written
    arg_min(q.speaker_affiliation, q.position) AS speaker_affiliation, -- organisation, as first written
    count(DISTINCT q.quote_group) AS utterances, -- how often the speaker speaks
    count(*) FILTER (q.kind = 'direct') AS direct, -- rows that are direct quotations
    list(q.quote ORDER BY q.position) AS quotes -- the words, in order of the text
FROM store.quotes q
JOIN store.articles a ON a.content_id = q.content_id
GROUP BY a.article_id, coalesce(q.speaker, lower(q.speaker_mention));

-- What each article leans on: media, agencies, documents, court papers, statements and polls.
CREATE OR REPLACE VIEW sources_cited AS
SELECT
    a.article_id,
    any_value(a.source) AS source,
    any_value(a.published_date) AS published_date,
    x.cited,
    x.kind, -- media, agency, document, court papers, statement or poll
    list(DISTINCT x.verb ORDER BY x.verb) AS verbs, -- the verbs that introduce it
    count(*) AS paragraphs -- in how many paragraphs
FROM store.citations x
JOIN store.articles a ON a.content_id = x.content_id
GROUP BY a.article_id, x.cited, x.kind;

-- Articles with copy of an agency: as a line credits it, or a dateline, with the outlets that ran it too.
CREATE OR REPLACE VIEW wire_copy AS
WITH credited AS (
    SELECT content_id, agency, 'credit' AS stated, text FROM store.wire_credits WHERE agency IS NOT NULL
    UNION ALL
    SELECT content_id, agency, 'dateline', text FROM store.datelines WHERE agency IS NOT NULL
)
SELECT
    a.article_id,
    any_value(a.source) AS source,
    any_value(a.published_date) AS published_date,
    any_value(c.title) AS title, -- headline, without the site's name
    w.agency,
    list(DISTINCT w.stated ORDER BY w.stated) AS stated, -- credit, dateline: where the article says so
    any_value(w.text) AS text, -- the words that say so
    count(DISTINCT b.source) FILTER (b.source <> a.source) AS other_outlets -- outlets with the same text
FROM credited w
JOIN store.articles a ON a.content_id = w.content_id
JOIN store.contents c ON c.content_id = w.content_id
LEFT JOIN store.contents same ON same.text_id = c.text_id
LEFT JOIN store.articles b ON b.content_id = same.content_id
GROUP BY a.article_id, w.agency;
