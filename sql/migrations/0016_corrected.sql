-- Corrections by hand beside their article: as an outer join in the view they had every question
-- about the texts of a few articles read all texts.
ALTER TABLE store.articles ADD COLUMN corrected MAP(VARCHAR, VARCHAR[]);
UPDATE store.articles SET corrected = h.fields
FROM (
    SELECT u.article_id, map(list(k.field ORDER BY k.field), list([k.value] ORDER BY k.field)) AS fields
    FROM store.hand_corrections k JOIN store.article_urls u ON u.url_id = k.article_id
    GROUP BY u.article_id
) h
WHERE h.article_id = articles.article_id;
COMMENT ON COLUMN store.articles.corrected IS 'fields corrected by hand, each with the one value that it should have';
