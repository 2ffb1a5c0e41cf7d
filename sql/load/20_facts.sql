-- Rows that are written once: addresses, captures, bodies, states, and the set of observations.

CREATE OR REPLACE TEMP TABLE known_captures AS
SELECT capture_id, run FROM store.captures WHERE capture_id IN (SELECT capture_id::UUID FROM part_captures);

INSERT INTO store.captures
SELECT
    capture_id::UUID, run, source, url, final_url, kind, fetched_at, status, content_type, bytes, digest,
    warc_file, warc_offset, etag, last_modified, coalesce(redirects, []), robots, seconds, error_class, error
FROM part_captures
WHERE capture_id::UUID NOT IN (SELECT capture_id FROM known_captures) AND capture_id::UUID NOT IN (FROM forgotten)
QUALIFY row_number() OVER (PARTITION BY capture_id ORDER BY run, filename, file_row_number) = 1;

CREATE OR REPLACE TEMP TABLE met_urls AS
SELECT DISTINCT a.url_id::UUID AS url_id, a.url
FROM (SELECT unnest(addresses) AS a FROM part_articles SEMI JOIN batch USING (filename, file_row_number));

INSERT INTO store.urls
SELECT url_id, url FROM met_urls
WHERE url_id NOT IN (SELECT url_id FROM store.urls WHERE url_id IN (SELECT url_id FROM met_urls));

INSERT INTO store.texts
SELECT n.text_id, n.text_key, p.text_hash::UUID, p.text, len(p.sketch)
FROM part_articles p JOIN new_texts n USING (filename, file_row_number);

INSERT INTO store.sketches
SELECT n.text_id, unnest(list_transform(p.sketch, lambda s: (s & 2147483647)::INTEGER))
FROM part_articles p JOIN new_texts n USING (filename, file_row_number);

INSERT INTO store.contents
SELECT
    n.content_id, n.record_hash, t.text_id, p.source, p.publisher, p.section, p.language, p.page_type, p.encoding,
    p.title, p.summary,
    p.published,
    CASE WHEN regexp_matches(p.published, 'T.*(Z|[+-]\d\d:?\d\d)$') THEN try_cast(p.published AS TIMESTAMPTZ) END,
    try_cast(rpad(left(p.published, 10), 10, '-01') AS DATE),
    p.published_precision,
    p.modified,
    CASE WHEN regexp_matches(p.modified, 'T.*(Z|[+-]\d\d:?\d\d)$') THEN try_cast(p.modified AS TIMESTAMPTZ) END,
    p.access, p.truncated,
    -- What stands between white space. Mostly that is single spaces, and lines with or without an empty
    -- one between them: a fifth of the time.
    CASE
        WHEN p.text = '' OR regexp_matches(p.text, '\t|  | \n|\n |\n\n\n|^[ \n]|[ \n]$')
        THEN len(list_filter(string_split(replace(replace(p.text, E'\n', ' '), E'\t', ' '), ' '), lambda w: w <> ''))
        ELSE len(string_split(p.text, ' ')) + len(string_split(p.text, E'\n')) - len(string_split(p.text, E'\n\n'))
    END
FROM part_articles p
JOIN new_contents n USING (filename, file_row_number)
JOIN (
    SELECT text_key, text_id FROM known_texts UNION ALL SELECT text_key, text_id FROM new_texts
) t ON t.text_key = n.text_key;

INSERT INTO store.observations
SELECT
    b.observation_id, b.capture_id, b.run, b.source, b.fetched_at, b.fetched_from_web, b.extractor, b.boilerplate,
    b.version, b.status, b.reject_reason, CASE WHEN b.status = 'rejected' THEN b.title END, b.characters,
    b.requested_id, b.final_id, b.canonical_id, b.final_url, b.canonical_url,
    CASE WHEN b.status = 'article' THEN c.content_id END,
    b.content_hash,
    b.run
FROM batch b
LEFT JOIN (
    SELECT record_hash, content_id FROM known_records UNION ALL SELECT record_hash, content_id FROM new_contents
) c ON c.record_hash = b.record_hash
WHERE b.is_new;

-- What another run had brought before, or brings too: all those runs are kept, whatever the order in
-- which they were loaded.
CREATE OR REPLACE TEMP TABLE brought AS
SELECT DISTINCT capture_id::UUID AS id, run FROM part_captures
UNION
SELECT DISTINCT observation_id::UUID, run FROM part_articles
WHERE observation_id::UUID IN (SELECT observation_id FROM batch);

CREATE OR REPLACE TEMP TABLE again AS
SELECT h.id, h.run AS had, b.run
FROM (
    SELECT observation_id AS id, run FROM known_observations
    UNION ALL SELECT observation_id, run FROM batch WHERE is_new
    UNION ALL SELECT capture_id, run FROM known_captures
    UNION ALL
    SELECT capture_id::UUID, min(run) FROM part_captures
    WHERE capture_id::UUID NOT IN (SELECT capture_id FROM known_captures) AND capture_id::UUID NOT IN (FROM forgotten)
    GROUP BY capture_id
) h
JOIN brought b ON b.id = h.id AND b.run <> h.run;

INSERT INTO store.brought_again
SELECT id, had FROM again
UNION SELECT id, run FROM again
EXCEPT SELECT id, run FROM store.brought_again WHERE id IN (SELECT id FROM again);
