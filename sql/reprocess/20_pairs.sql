-- After the load: the articles whose latest state is another one, before and after, in batches.

CREATE OR REPLACE TABLE reprocess.pairs AS
SELECT
    a.source,
    b.article_id,
    a.url,
    b.content_id AS old_content,
    a.content_id AS new_content,
    (row_number() OVER (ORDER BY b.content_id) - 1) // 20000 AS batch
FROM reprocess.articles b
JOIN store.article_urls u ON u.url_id = b.article_id
JOIN store.articles a ON a.article_id = u.article_id
WHERE a.content_id <> b.content_id;

CREATE OR REPLACE TABLE reprocess.differences (
    source VARCHAR, field VARCHAR, article_id UUID, url VARCHAR, before VARCHAR, after VARCHAR
);

CREATE OR REPLACE TABLE reprocess.moves (source VARCHAR, field VARCHAR, before FLOAT, after FLOAT);

-- What a document is taken for, and the address of an article, are not in its contents.
INSERT INTO reprocess.differences
WITH verdicts AS (
    SELECT capture_id, coalesce(reject_reason, status) AS verdict FROM reprocess.current
)
SELECT b.source, 'verdict', NULL, b.final_url, coalesce(b.reject_reason, b.status), v.verdict
FROM reprocess.readings b JOIN verdicts v ON v.capture_id = b.capture_id
WHERE coalesce(b.reject_reason, b.status) <> v.verdict
UNION ALL
SELECT a.source, 'url', a.article_id, a.url, b.url, a.url
FROM reprocess.articles b
JOIN store.article_urls u ON u.url_id = b.article_id
JOIN store.articles a ON a.article_id = u.article_id
WHERE a.url <> b.url;
