-- Who is quoted and what outlets are like, counted as articles come and change: over a million
-- articles the view `people` took four seconds.

-- One row a name, role, affiliation and outlet as which somebody was quoted, over the articles as they are shown now.
CREATE TABLE store.speakers (
    person VARCHAR NOT NULL, -- the name, folded: lower case, without accents
    name VARCHAR NOT NULL, -- the name as written
    role VARCHAR NOT NULL, -- the role first given there; '' for none
    affiliation VARCHAR NOT NULL, -- the affiliation first given there; '' for none
    source VARCHAR NOT NULL, -- the outlet
    quotes BIGINT NOT NULL, -- stretches of speech
    articles BIGINT NOT NULL -- articles
);

-- One row a person who is quoted: a name and what tells its bearers apart.
CREATE TABLE store.people (
    person VARCHAR NOT NULL, -- the name, folded: lower case, without accents
    name VARCHAR NOT NULL, -- the name as mostly written
    role VARCHAR, -- the role mostly given
    roles VARCHAR[] NOT NULL, -- the roles given, those given most first, at most 20
    affiliations VARCHAR[] NOT NULL, -- the affiliations given, those given most first, at most 20
    quotes BIGINT NOT NULL, -- stretches of speech
    articles BIGINT NOT NULL, -- articles that quote them
    outlets VARCHAR[] NOT NULL, -- outlets that quote them
    ambiguous BOOLEAN NOT NULL, -- perhaps more than one person, or not the only one of that name
    bearer INTEGER NOT NULL, -- 1, 2, ... of those who bear the name, those quoted most first
    field VARCHAR NOT NULL -- what tells them from others of the name: a walk of life, or @ and an affiliation; '' for nothing
);

-- One row a name, host or agency of an outlet: in how many articles.
CREATE TABLE store.outlet_facts (
    source VARCHAR NOT NULL, -- the outlet
    fact VARCHAR NOT NULL CHECK (fact IN ('name', 'host', 'agency')), -- name (as its pages have it), host or agency (credited, or in a dateline)
    value VARCHAR NOT NULL, -- which
    articles BIGINT NOT NULL -- articles
);

INSERT INTO store.speakers
SELECT lower(strip_accents(name)), name, role, affiliation, source, sum(quotes), count(*)
FROM (
    SELECT
        a.article_id,
        a.source,
        q.speaker AS name,
        coalesce(arg_min(q.speaker_role, q.position) FILTER (q.speaker_role IS NOT NULL), '') AS role,
        coalesce(arg_min(q.speaker_affiliation, q.position) FILTER (q.speaker_affiliation IS NOT NULL), '') AS affiliation,
        count(*) AS quotes
    FROM store.articles a
    JOIN store.quotes q ON q.content_id = a.content_id
    SEMI JOIN (SELECT content_id, name FROM store.mentions WHERE kind = 'person') m
        ON m.content_id = q.content_id AND m.name = q.speaker
    GROUP BY a.article_id, a.source, q.speaker
)
GROUP BY name, role, affiliation, source;

INSERT INTO store.outlet_facts
SELECT a.source, 'name', c.publisher, count(*)
FROM store.articles a JOIN store.contents c ON c.content_id = a.content_id
WHERE c.publisher IS NOT NULL
GROUP BY a.source, c.publisher
UNION ALL
SELECT source, 'host', lower(regexp_extract(url, '^\w+://([^/?#]+)', 1)), count(*)
FROM store.articles
WHERE regexp_matches(url, '^\w+://[^/?#]')
GROUP BY ALL
UNION ALL
SELECT a.source, 'agency', w.agency, count(*)
FROM store.articles a
JOIN (
    SELECT content_id, agency FROM store.wire_credits WHERE agency IS NOT NULL
    UNION SELECT content_id, agency FROM store.datelines WHERE agency IS NOT NULL
) w ON w.content_id = a.content_id
GROUP BY a.source, w.agency;
