-- Who is quoted most, in which role and by how many outlets?
SELECT name, role, quotes, articles, len(outlets) AS outlets, ambiguous
FROM people ORDER BY quotes DESC, name, bearer LIMIT 20
