-- Whom does each outlet quote most, and as what?
SELECT source, name, role, affiliation, quotes, articles
FROM (
    SELECT source, arg_max(name, quotes) AS name, arg_max(nullif(role, ''), quotes) AS role,
        arg_max(nullif(affiliation, ''), quotes) AS affiliation, sum(quotes) AS quotes, sum(articles) AS articles
    FROM store.speakers GROUP BY source, person
)
QUALIFY row_number() OVER (PARTITION BY source ORDER BY quotes DESC, name) <= 3
ORDER BY source, quotes DESC, name
