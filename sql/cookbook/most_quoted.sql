-- Who is quoted most, in which role and by how many outlets?
WITH quoted AS MATERIALIZED (
    SELECT lower(strip_accents(speaker)) AS person FROM quotes WHERE speaker IS NOT NULL
    GROUP BY person ORDER BY count(*) DESC, person LIMIT 20
)
SELECT mode(q.speaker) AS name, mode(q.speaker_role) AS role, count(*) AS quotes,
    count(DISTINCT q.article_id) AS articles, count(DISTINCT a.source) AS outlets,
    NOT contains(trim(mode(q.speaker)), ' ') OR count(DISTINCT q.speaker_affiliation) > 1 AS ambiguous
FROM quotes q JOIN articles a USING (article_id)
WHERE lower(strip_accents(q.speaker)) IN (FROM quoted)
GROUP BY lower(strip_accents(q.speaker))
ORDER BY quotes DESC, name
