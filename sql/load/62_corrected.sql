-- What was corrected by hand of the article $article, under any of its ids, beside it.
UPDATE store.articles SET corrected = (
    SELECT map(list(k.field ORDER BY k.field), list([k.value] ORDER BY k.field))
    FROM store.hand_corrections k JOIN store.article_urls u ON u.url_id = k.article_id
    WHERE u.article_id = $article::UUID
)
WHERE article_id = $article::UUID
