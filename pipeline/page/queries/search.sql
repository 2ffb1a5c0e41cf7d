-- Articles that have every one of $terms (lower case, no accents) in the headline or, among the
-- $recent newest that the dates leave, in the standfirst or the body; newest first.
WITH
dated AS NOT MATERIALIZED (
    SELECT a.content_id, a.source, a.first_seen, c.text_id, c.title, c.summary
    FROM store.articles a JOIN store.contents c USING (content_id)
    WHERE ($from IS NULL OR coalesce(c.published_date, a.first_seen::DATE) >= $from::DATE)
        AND ($to IS NULL OR coalesce(c.published_date, a.first_seen::DATE) <= $to::DATE)
),
-- Neighbours in time are neighbours on disk, so these bodies are read in a few stretches.
newest AS (SELECT content_id, source, text_id, summary FROM dated ORDER BY content_id DESC LIMIT $recent),
in_bodies AS (
    SELECT content_id FROM newest JOIN store.texts USING (text_id)
    WHERE ($source IS NULL OR source = $source)
        AND contains(lower(strip_accents(concat_ws(' ', summary, text))), $terms[1])
        AND len(list_filter($terms[2:], lambda t: NOT contains(lower(strip_accents(concat_ws(' ', summary, text))), t))) = 0
),
in_headlines AS (
    SELECT content_id FROM dated
    WHERE ($source IS NULL OR source = $source)
        AND contains(lower(strip_accents(title)), $terms[1])
        AND len(list_filter($terms[2:], lambda t: NOT contains(lower(strip_accents(title)), t))) = 0
    ORDER BY content_id DESC LIMIT 5000
),
found AS (
    SELECT * FROM store.articles
    WHERE content_id IN (SELECT content_id FROM in_bodies UNION SELECT content_id FROM in_headlines)
    ORDER BY first_seen DESC, article_id LIMIT 50 OFFSET $offset
)
SELECT f.article_id, f.source, f.url, f.first_seen, f.revisions, c.title, c.summary, c.published_at, c.published_date, t.text
FROM found f JOIN store.contents c USING (content_id) JOIN store.texts t USING (text_id)
ORDER BY f.first_seen DESC, f.article_id
