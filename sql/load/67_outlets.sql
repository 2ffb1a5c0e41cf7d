-- The names, hosts and agencies of outlets, by what `shifted` adds and takes off.
CREATE OR REPLACE TEMP TABLE facts AS
SELECT source, fact, value, sum(sign)::BIGINT AS articles
FROM (
    SELECT s.source, 'name' AS fact, c.publisher AS value, s.sign
    FROM shifted s JOIN store.contents c ON c.content_id = s.content_id
    UNION ALL
    SELECT source, 'host', nullif(lower(regexp_extract(url, '^\w+://([^/?#]+)', 1)), ''), sign FROM shifted
    UNION ALL
    SELECT s.source, 'agency', w.agency, s.sign
    FROM shifted s
    JOIN (
        SELECT content_id, agency FROM store.wire_credits WHERE content_id IN (SELECT content_id FROM shifted)
        UNION SELECT content_id, agency FROM store.datelines WHERE content_id IN (SELECT content_id FROM shifted)
    ) w ON w.content_id = s.content_id
)
WHERE value IS NOT NULL
GROUP BY source, fact, value
HAVING sum(sign) <> 0;

MERGE INTO store.outlet_facts f USING facts n
ON f.source = n.source AND f.fact = n.fact AND f.value = n.value
WHEN MATCHED THEN UPDATE SET articles = f.articles + n.articles
WHEN NOT MATCHED THEN INSERT VALUES (n.source, n.fact, n.value, n.articles);

DELETE FROM store.outlet_facts WHERE articles = 0;
