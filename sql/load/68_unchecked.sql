-- What the next check looks at: the runs that brought rows, and the articles computed anew.
INSERT INTO store.unchecked (run)
SELECT run FROM batch WHERE is_new GROUP BY run
EXCEPT SELECT run FROM store.unchecked;

INSERT INTO store.unchecked (article_id)
SELECT article_id FROM labels UNION SELECT article_id FROM old_articles;
