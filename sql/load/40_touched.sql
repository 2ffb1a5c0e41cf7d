-- The addresses whose articles may change: those of the new observations; `41_spread.sql` adds,
-- round by round, all that is tied to them. `frontier` holds those of the last round, `linked` the
-- observations and `homes` the articles met so far.

CREATE OR REPLACE TEMP TABLE touched AS
SELECT DISTINCT url_id
FROM (SELECT unnest([requested_id, final_id, canonical_id]) AS url_id FROM batch WHERE is_new)
WHERE url_id IS NOT NULL;

CREATE OR REPLACE TEMP TABLE frontier AS FROM touched;
CREATE OR REPLACE TEMP TABLE linked AS FROM store.observations LIMIT 0;
CREATE OR REPLACE TEMP TABLE homes AS SELECT article_id FROM store.article_urls LIMIT 0;
