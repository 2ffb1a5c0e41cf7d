-- Articles that have every one of $terms (lower case, no accents) in headline or standfirst, or,
-- among the $recent newest that the filters leave, in their body; newest first.
WITH
chosen AS (
    SELECT article_id, content_id, source, url, first_seen, revisions
    FROM store.articles
    WHERE ($source IS NULL OR source = $source)
),
dated AS (
    SELECT a.*, c.text_id, c.title, c.summary, c.published_at, c.published_date
    FROM chosen a JOIN store.contents c USING (content_id)
    WHERE ($from IS NULL OR coalesce(c.published_date, a.first_seen::DATE) >= $from::DATE)
        AND ($to IS NULL OR coalesce(c.published_date, a.first_seen::DATE) <= $to::DATE)
),
heads AS (
    SELECT article_id FROM dated
    WHERE contains(lower(strip_accents(concat_ws(' ', title, summary))), $terms[1])
        AND len(list_filter($terms[2:], lambda t: NOT contains(lower(strip_accents(concat_ws(' ', title, summary))), t))) = 0
),
newest AS (SELECT article_id, text_id FROM dated ORDER BY first_seen DESC, article_id LIMIT $recent),
bodies AS (
    SELECT article_id FROM newest JOIN store.texts USING (text_id)
    WHERE contains(lower(strip_accents(text)), $terms[1])
        AND len(list_filter($terms[2:], lambda t: NOT contains(lower(strip_accents(text)), t))) = 0
),
found AS (
    SELECT * FROM dated WHERE article_id IN (SELECT article_id FROM heads UNION ALL SELECT article_id FROM bodies)
    ORDER BY first_seen DESC, article_id LIMIT 50 OFFSET $offset
)
SELECT f.* EXCLUDE (text_id, content_id), t.text
FROM found f JOIN store.texts t USING (text_id)
ORDER BY f.first_seen DESC, f.article_id
