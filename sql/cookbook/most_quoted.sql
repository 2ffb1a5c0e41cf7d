-- Who is quoted most, in which role and by how many outlets? (last 90 days; --set since=2026-01-01)
WITH quoted AS MATERIALIZED (
    SELECT lower(strip_accents(speaker)) AS person, speaker, speaker_role, speaker_affiliation, article_id, source
    FROM quotes
    WHERE speaker IS NOT NULL
        AND first_seen >= coalesce(getvariable('since')::TIMESTAMPTZ, now() - INTERVAL 90 DAY)
),
most AS (SELECT person FROM quoted GROUP BY person ORDER BY count(*) DESC, person LIMIT 20)
SELECT mode(speaker) AS name, mode(speaker_role) AS role, count(*) AS quotes,
    count(DISTINCT article_id) AS articles, count(DISTINCT source) AS outlets,
    NOT contains(trim(mode(speaker)), ' ') OR count(DISTINCT speaker_affiliation) > 1 AS ambiguous
FROM quoted JOIN most USING (person)
GROUP BY person ORDER BY quotes DESC, name
