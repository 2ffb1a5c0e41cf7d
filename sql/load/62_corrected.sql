-- What was corrected by hand of the article $article, under any of its ids, beside it.
UPDATE store.articles a SET
    corrected = k.fields,
    published_date = CASE
        WHEN k.fields['published'] IS NULL THEN c.published_date
        ELSE try_cast(rpad(left(k.fields['published'][1], 10), 10, '-01') AS DATE)
    END
FROM store.contents c, (
    SELECT map(list(k.field ORDER BY k.field), list([k.value] ORDER BY k.field)) AS fields
    FROM store.hand_corrections k JOIN store.article_urls u ON u.url_id = k.article_id
    WHERE u.article_id = $article::UUID
) k
WHERE a.article_id = $article::UUID AND c.content_id = a.content_id
