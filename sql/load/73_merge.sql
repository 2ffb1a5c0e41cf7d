-- The smallest segments of the search index, as many as make one of getvariable('most') contents.

CREATE OR REPLACE TEMP TABLE small AS
SELECT segment, contents FROM store.search_segments WHERE contents < getvariable('small')
QUALIFY sum(contents) OVER (ORDER BY contents, segment) <= getvariable('most');

CREATE OR REPLACE TEMP TABLE merged AS
SELECT stem, content_id, occurs FROM store.postings SEMI JOIN small USING (segment);

DELETE FROM store.postings WHERE segment IN (SELECT segment FROM small);
DELETE FROM store.search_segments WHERE segment IN (SELECT segment FROM small);

INSERT INTO store.search_segments
SELECT (SELECT coalesce(max(segment), 0) + 1 FROM store.search_segments), sum(contents) FROM small;

INSERT INTO store.postings
SELECT (SELECT max(segment) FROM store.search_segments), stem, content_id, occurs
FROM merged ORDER BY stem, content_id;
DROP TABLE merged;
