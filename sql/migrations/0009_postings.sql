-- The search index with a row a posting: a search then reads a few blocks of it, where before it
-- read the lists of all stems of the neighbourhood.

ALTER TABLE store.postings RENAME TO listed;

-- One row a stem and content: how often the stem occurs there.
CREATE TABLE store.postings (
    segment INTEGER NOT NULL, -- contents indexed together; small segments are merged
    stem UBIGINT NOT NULL, -- md5_number_lower() of the stem; rows of a segment are sorted by it
    content_id BIGINT NOT NULL, -- the state of the article
    occurs USMALLINT NOT NULL -- how often
);

INSERT INTO store.postings
SELECT segment, md5_number_lower(stem), unnest(contents) AS content_id, unnest(counts)
FROM store.listed
ORDER BY segment, md5_number_lower(stem), content_id;

DROP TABLE store.listed;
