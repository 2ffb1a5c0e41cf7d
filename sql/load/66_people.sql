-- People from the table `spoken`: rows of `speakers`, all of each name. Of one name are as many people
-- as there are walks of life that their roles tell of (a minister and a coach), or affiliations where
-- the role tells of none; a role in one of them speaks for the affiliation that goes with it. Where
-- nothing is told it is the one person of the name, else the one whom the same outlet quotes.
CREATE OR REPLACE TEMP TABLE borne AS
WITH roles AS (
    SELECT
        role,
        -- "deputy prime minister of Ruritania": the word before what begins with a preposition.
        @fields[lower(strip_accents(regexp_extract(
            regexp_replace(role, '(,| (of|for|at|in|on|with|from|to|and|who|that|de) ).*$', ''),
            '([\p{L}-]+)\W*$', 1
        )))] AS field
    FROM (SELECT DISTINCT role FROM spoken)
),
walks AS (SELECT s.*, r.field FROM spoken s JOIN roles r USING (role)),
evident AS (
    SELECT
        *,
        CASE
            WHEN field IS NOT NULL THEN field
            WHEN affiliation <> '' AND min(field) OVER affiliated = max(field) OVER affiliated THEN min(field) OVER affiliated
            WHEN affiliation <> '' THEN '@' || lower(strip_accents(affiliation))
        END AS told
    FROM walks
    WINDOW affiliated AS (PARTITION BY person, affiliation)
)
SELECT
    * EXCLUDE (field, told),
    CASE
        WHEN told IS NOT NULL THEN told
        WHEN min(told) OVER everywhere = max(told) OVER everywhere THEN min(told) OVER everywhere
        WHEN min(told) OVER outlet = max(told) OVER outlet THEN min(told) OVER outlet
        ELSE ''
    END AS field
FROM evident
WINDOW everywhere AS (PARTITION BY person), outlet AS (PARTITION BY person, source);

INSERT INTO store.people
WITH names AS (
    SELECT person, field, arg_max(name, (quotes, name)) AS name
    FROM (SELECT person, field, name, sum(quotes) AS quotes FROM borne GROUP BY ALL)
    GROUP BY person, field
),
roles AS (
    SELECT person, field, list(role ORDER BY quotes DESC, role)[:20] AS roles
    FROM (SELECT person, field, role, sum(quotes) AS quotes FROM borne WHERE role <> '' GROUP BY ALL)
    GROUP BY person, field
),
affiliations AS (
    SELECT person, field, list(affiliation ORDER BY quotes DESC, affiliation)[:20] AS affiliations
    FROM (SELECT person, field, affiliation, sum(quotes) AS quotes FROM borne WHERE affiliation <> '' GROUP BY ALL)
    GROUP BY person, field
),
outlets AS (
    SELECT
        person, field, sum(quotes) AS quotes, sum(articles) AS articles, list(source ORDER BY source) AS outlets,
        max(affiliations) AS affiliations_of_one
    FROM (
        SELECT
            person, field, source, sum(quotes) AS quotes, sum(articles) AS articles,
            count(DISTINCT nullif(affiliation, '')) AS affiliations
        FROM borne GROUP BY ALL
    )
    GROUP BY person, field
)
SELECT
    person,
    name,
    roles[1],
    coalesce(roles, []),
    coalesce(affiliations, []),
    quotes,
    articles,
    outlets,
    -- A name that is one word, or has several bearers; or outlets that each know another affiliation.
    NOT contains(trim(name), ' ')
        OR count(*) OVER (PARTITION BY person) > 1
        OR coalesce(len(affiliations), 0) > 1 AND affiliations_of_one = 1,
    row_number() OVER (PARTITION BY person ORDER BY quotes DESC, field),
    field
FROM outlets
JOIN names USING (person, field)
LEFT JOIN roles USING (person, field)
LEFT JOIN affiliations USING (person, field);

DROP TABLE borne;
DROP TABLE spoken;
