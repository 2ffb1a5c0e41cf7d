-- The stems from getvariable('first') to getvariable('last') of the segments that are being merged,
-- moved to the one that they become; getvariable('moved') spans of stems then have been.
CREATE OR REPLACE TEMP TABLE moving AS
SELECT joins, stem, content_id, occurs
FROM store.postings JOIN (SELECT segment, joins FROM store.search_segments WHERE joins IS NOT NULL) USING (segment)
WHERE stem BETWEEN getvariable('first') AND getvariable('last');

DELETE FROM store.postings
WHERE segment IN (SELECT segment FROM store.search_segments WHERE joins IS NOT NULL)
    AND stem BETWEEN getvariable('first') AND getvariable('last');

INSERT INTO store.postings SELECT joins, stem, content_id, occurs FROM moving ORDER BY stem, content_id;
DROP TABLE moving;

UPDATE store.search_segments SET moved = getvariable('moved') WHERE joins IS NOT NULL;

INSERT INTO store.search_segments
SELECT joins, sum(contents), NULL, 0 FROM store.search_segments WHERE moved = 256 GROUP BY joins;
DELETE FROM store.search_segments WHERE moved = 256;
