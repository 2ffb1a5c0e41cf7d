INSERT INTO touched
SELECT DISTINCT url_id
FROM (
    SELECT unnest([requested_id, final_id, canonical_id]) AS url_id
    FROM store.observations
    WHERE requested_id IN (FROM touched) OR final_id IN (FROM touched) OR canonical_id IN (FROM touched)
    UNION ALL
    SELECT url_id FROM store.article_urls
    WHERE article_id IN (SELECT article_id FROM store.article_urls WHERE url_id IN (FROM touched))
)
WHERE url_id IS NOT NULL AND url_id NOT IN (FROM touched);
