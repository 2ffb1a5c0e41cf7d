-- What is counted across articles: what the articles now show is added, what they showed taken off.
CREATE OR REPLACE TEMP TABLE shifted AS
WITH new AS (
    SELECT article_id, content_id, source, url FROM store.articles WHERE article_id IN (SELECT article_id FROM labels)
)
SELECT *, 1 AS sign FROM (FROM new EXCEPT FROM old_articles)
UNION ALL
SELECT *, -1 FROM (FROM old_articles EXCEPT FROM new);

-- People that the article names as such; an article counts once for a name, by what it first tells of it.
CREATE OR REPLACE TEMP TABLE moved AS
WITH spoke AS (
    SELECT
        s.article_id,
        s.source,
        s.sign,
        q.speaker AS name,
        coalesce(arg_min(q.speaker_role, q.position) FILTER (q.speaker_role IS NOT NULL), '') AS role,
        coalesce(arg_min(q.speaker_affiliation, q.position) FILTER (q.speaker_affiliation IS NOT NULL), '') AS affiliation,
        count(*) AS quotes
    FROM shifted s
    JOIN store.quotes q ON q.content_id = s.content_id
    SEMI JOIN (
        SELECT content_id, name FROM store.mentions
        WHERE kind = 'person' AND content_id IN (SELECT content_id FROM shifted)
    ) m ON m.content_id = q.content_id AND m.name = q.speaker
    GROUP BY s.article_id, s.source, s.sign, q.speaker
)
SELECT
    lower(strip_accents(name)) AS person, name, role, affiliation, source,
    sum(sign * quotes)::BIGINT AS quotes, sum(sign)::BIGINT AS articles
FROM spoke
GROUP BY name, role, affiliation, source
HAVING sum(sign * quotes) <> 0 OR sum(sign) <> 0;

MERGE INTO store.speakers s USING moved m
ON s.name = m.name AND s.role = m.role AND s.affiliation = m.affiliation AND s.source = m.source
WHEN MATCHED THEN UPDATE SET quotes = s.quotes + m.quotes, articles = s.articles + m.articles
WHEN NOT MATCHED THEN INSERT VALUES (m.person, m.name, m.role, m.affiliation, m.source, m.quotes, m.articles);

DELETE FROM store.speakers WHERE articles = 0;

CREATE OR REPLACE TEMP TABLE spoken AS
FROM store.speakers WHERE person IN (SELECT person FROM moved);

DELETE FROM store.people WHERE person IN (SELECT person FROM moved);
