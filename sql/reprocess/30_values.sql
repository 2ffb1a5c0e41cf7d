-- Every field of the contents in the batch getvariable('batch') as text: one row a value, the items of a
-- list parted by the control character 30.

CREATE OR REPLACE TEMP TABLE wanted AS
SELECT unnest([old_content, new_content]) AS content_id FROM reprocess.pairs
WHERE batch = getvariable('batch');

CREATE OR REPLACE TEMP TABLE field_values AS
WITH c AS (FROM store.contents SEMI JOIN wanted USING (content_id))
SELECT content_id, 'text' AS field, t.text AS value FROM c JOIN store.texts t USING (text_id)
UNION ALL
FROM (
    UNPIVOT (
        SELECT
            content_id, publisher, section, language, page_type, encoding, title, summary, published,
            published_precision, modified, access, nullif(truncated, false)::VARCHAR AS truncated
        FROM c
    ) ON COLUMNS(* EXCLUDE (content_id)) INTO NAME field VALUE value
)
UNION ALL
SELECT content_id, 'blocks', string_agg(kind || ' ' || start || '-' || "end", chr(30) ORDER BY position)
FROM store.paragraphs SEMI JOIN wanted USING (content_id) GROUP BY content_id
UNION ALL
SELECT content_id, 'images', string_agg(to_json(x) ->> '$', chr(30) ORDER BY position)
FROM (SELECT content_id, position, {url: url, caption: caption, credit: credit, photographer: photographer, agency: agency} AS x FROM store.images SEMI JOIN wanted USING (content_id)) GROUP BY content_id
UNION ALL
SELECT content_id, 'authors', string_agg(name, chr(30) ORDER BY position)
FROM store.authors SEMI JOIN wanted USING (content_id) GROUP BY content_id
UNION ALL
SELECT content_id, 'tags', string_agg(tag, chr(30) ORDER BY position)
FROM store.tags SEMI JOIN wanted USING (content_id) GROUP BY content_id
UNION ALL
SELECT content_id, 'wire_credits', string_agg(coalesce(agency, '?') || ': ' || text, chr(30) ORDER BY position)
FROM store.wire_credits SEMI JOIN wanted USING (content_id) GROUP BY content_id
UNION ALL
SELECT content_id, 'dateline', concat_ws(' | ', text, place, agency, date)
FROM store.datelines SEMI JOIN wanted USING (content_id)
UNION ALL
SELECT content_id, 'corrections', string_agg(kind || ': ' || text, chr(30) ORDER BY position)
FROM store.corrections SEMI JOIN wanted USING (content_id) GROUP BY content_id
UNION ALL
SELECT content_id, 'links', string_agg(text || ' ' || url, chr(30) ORDER BY position)
FROM store.links SEMI JOIN wanted USING (content_id) GROUP BY content_id
UNION ALL
SELECT content_id, 'quotes', string_agg(concat_ws(' ', coalesce(speaker, '?'), '(' || speaker_role || ')', verb, kind) || ': ' || quote, chr(30) ORDER BY position)
FROM store.quotes SEMI JOIN wanted USING (content_id) GROUP BY content_id
UNION ALL
SELECT content_id, 'citations', string_agg(kind || ' ' || cited || ': ' || text, chr(30) ORDER BY position)
FROM store.citations SEMI JOIN wanted USING (content_id) GROUP BY content_id
UNION ALL
SELECT content_id, 'mentions', string_agg(kind || ' ' || name || ' ' || start, chr(30) ORDER BY start, "end", kind)
FROM store.mentions SEMI JOIN wanted USING (content_id) GROUP BY content_id
UNION ALL
SELECT content_id, 'dates', string_agg(concat_ws(' ', text, from_date, to_date, partial), chr(30) ORDER BY start, "end")
FROM store.dates_mentioned SEMI JOIN wanted USING (content_id) GROUP BY content_id;
