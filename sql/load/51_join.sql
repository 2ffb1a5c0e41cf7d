UPDATE labels l SET article_id = n.article_id
FROM (
    SELECT t.one, min(o.article_id) AS article_id
    FROM ties t JOIN labels o ON o.url_id = t.other
    GROUP BY t.one
) n
WHERE n.one = l.url_id AND n.article_id < l.article_id;
