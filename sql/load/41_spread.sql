-- One round. Each column is searched by itself, and rows are fetched by their number: a scan of
-- whole observations would read all of them.
CREATE OR REPLACE TEMP TABLE met AS
FROM store.observations WHERE rowid IN (
    SELECT rowid FROM store.observations WHERE requested_id IN (FROM frontier)
    UNION SELECT rowid FROM store.observations WHERE final_id IN (FROM frontier)
    UNION SELECT rowid FROM store.observations WHERE canonical_id IN (FROM frontier)
);

CREATE OR REPLACE TEMP TABLE met_homes AS
SELECT DISTINCT article_id FROM store.article_urls WHERE url_id IN (FROM frontier);

CREATE OR REPLACE TEMP TABLE frontier AS
SELECT DISTINCT url_id
FROM (
    SELECT unnest([requested_id, final_id, canonical_id]) AS url_id FROM met
    UNION ALL SELECT url_id FROM store.article_urls WHERE article_id IN (FROM met_homes)
)
WHERE url_id IS NOT NULL AND url_id NOT IN (FROM touched);

INSERT INTO touched FROM frontier;
INSERT INTO linked FROM met;
INSERT INTO homes FROM met_homes;
