-- The articles that came last.
SELECT a.article_id, a.source, a.url, c.title, c.summary, c.published_at, c.published_date, a.first_seen, a.revisions
FROM (
    SELECT * FROM store.articles
    WHERE ($source IS NULL OR source = $source)
        AND ($from IS NULL OR first_seen >= $from::DATE) AND ($to IS NULL OR first_seen < $to::DATE + 1)
    ORDER BY first_seen DESC, article_id LIMIT 10 OFFSET $offset
) a
JOIN store.contents c USING (content_id)
ORDER BY a.first_seen DESC, a.article_id
