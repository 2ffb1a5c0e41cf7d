-- The addresses whose articles may change: those of the new observations; `41_spread.sql` adds,
-- round by round, all that is tied to them.

CREATE OR REPLACE TEMP TABLE touched (url_id UUID PRIMARY KEY);

INSERT INTO touched
SELECT DISTINCT url_id
FROM (SELECT unnest([requested_id, final_id, canonical_id]) AS url_id FROM batch WHERE is_new)
WHERE url_id IS NOT NULL;
