-- The contents numbered from getvariable('first') to getvariable('last'), into the search index
-- as one segment.

CREATE OR REPLACE TEMP TABLE occurrences AS
SELECT content_id, entry.key AS word, least(entry.value, 65535)::USMALLINT AS occurs
FROM (
    SELECT
        c.content_id,
        unnest(map_entries(list_aggregate(regexp_extract_all(
            lower(strip_accents(concat_ws(' ', c.title, c.summary, t.text, i.captions))), '[\p{L}\p{N}]+'
        ), 'histogram'))) AS entry
    FROM store.contents c
    JOIN store.texts t ON t.text_id = c.text_id
    LEFT JOIN (
        SELECT content_id, string_agg(caption, ' ') AS captions FROM store.images
        WHERE content_id BETWEEN getvariable('first') AND getvariable('last')
        GROUP BY content_id
    ) i ON i.content_id = c.content_id
    WHERE c.content_id BETWEEN getvariable('first') AND getvariable('last')
);

INSERT INTO store.words
SELECT word, @stem(word)
FROM (SELECT DISTINCT word FROM occurrences WHERE word NOT IN @stop)
WHERE word NOT IN (SELECT word FROM store.words);

INSERT INTO store.search_documents
SELECT c.content_id, c.source, c.published_date, coalesce(o.length, 0)
FROM store.contents c
LEFT JOIN (SELECT content_id, sum(occurs) AS length FROM occurrences GROUP BY content_id) o
    ON o.content_id = c.content_id
WHERE c.content_id BETWEEN getvariable('first') AND getvariable('last')
ORDER BY c.content_id;

INSERT INTO store.search_segments
SELECT
    (SELECT coalesce(max(segment), 0) + 1 FROM store.search_segments),
    getvariable('last') - getvariable('first') + 1;

INSERT INTO store.postings
SELECT (SELECT max(segment) FROM store.search_segments), stem, list(content_id), list(occurs)
FROM (
    SELECT w.stem, o.content_id, least(sum(o.occurs), 65535)::USMALLINT AS occurs
    FROM occurrences o JOIN store.words w ON w.word = o.word
    GROUP BY w.stem, o.content_id
    ORDER BY o.content_id
)
GROUP BY stem
ORDER BY stem;
