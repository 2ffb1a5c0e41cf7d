-- A fetch or read, with what became of it by the latest version of the extractor.
WITH judged AS (
    SELECT status, reject_reason, final_id FROM store.observations
    WHERE capture_id = try_cast($capture AS UUID)
    ORDER BY version DESC, run DESC LIMIT 1
)
SELECT
    c.*,
    (SELECT u.article_id FROM judged j JOIN store.article_urls u ON u.url_id = j.final_id WHERE j.status = 'article')
        AS article_id,
    (SELECT coalesce(reject_reason, 'no reason given') FROM judged WHERE status = 'rejected') AS reason
FROM captures c
WHERE c.capture_id = try_cast($capture AS UUID)
