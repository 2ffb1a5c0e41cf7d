-- The article that an id leads to; ids from before a merge still do.
SELECT article_id FROM store.article_urls WHERE url_id = try_cast($article AS UUID)
