-- What is searched of the contents numbered from $first to $last: lower case, without accents.
SELECT
    c.content_id,
    lower(strip_accents(concat_ws(' ', c.title, c.summary, t.text, i.captions))) AS text
FROM store.contents c
JOIN store.texts t ON t.text_id = c.text_id
LEFT JOIN (
    SELECT content_id, string_agg(caption, ' ' ORDER BY position) AS captions
    FROM store.images
    WHERE content_id BETWEEN $first AND $last
    GROUP BY content_id
) i ON i.content_id = c.content_id
WHERE c.content_id BETWEEN $first AND $last
ORDER BY c.content_id
