-- A fetch or read, with what became of it.
SELECT
    c.*,
    (SELECT u.article_id FROM store.observations o JOIN store.article_urls u ON u.url_id = o.final_id
        WHERE o.capture_id = c.capture_id AND o.status = 'article' LIMIT 1) AS article_id,
    (SELECT reason FROM rejects r WHERE r.capture_id = c.capture_id LIMIT 1) AS reason
FROM captures c
WHERE c.capture_id = try_cast($capture AS UUID)
