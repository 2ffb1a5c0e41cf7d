-- A segment of the search index, of the contents in the table `new_lengths`; its number is the answer.
INSERT INTO store.search_documents
SELECT content_id, c.source, c.published_date, n.length, false
FROM new_lengths n JOIN store.contents c USING (content_id)
ORDER BY content_id;

INSERT INTO store.search_segments
SELECT (SELECT coalesce(max(greatest(segment, joins)), 0) + 1 FROM store.search_segments), count(*), NULL, 0 FROM new_lengths
RETURNING segment
