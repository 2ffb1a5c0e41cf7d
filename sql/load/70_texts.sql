-- What is searched of a part's new contents from $first to $last: lower case, without accents. It
-- is read from the part, because a body that this transaction wrote is dear to read again.
SELECT
    n.content_id,
    lower(strip_accents(concat_ws(
        ' ', p.title, p.summary, p.text, array_to_string(list_transform(p.images, lambda i: i.caption), ' ')
    ))) AS text
FROM part_articles p JOIN new_contents n USING (filename, file_row_number)
WHERE p.filename = $file AND n.content_id BETWEEN $first AND $last
ORDER BY n.content_id
