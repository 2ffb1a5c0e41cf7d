-- The search index: an inverted index in plain tables, kept up by the load.

-- One row a content in the index.
CREATE TABLE store.search_documents (
    content_id BIGINT NOT NULL, -- the state of the article
    source VARCHAR NOT NULL, -- its outlet
    published_date DATE, -- its day of publication
    length INTEGER NOT NULL -- words in title, summary, body and captions
);

-- One row a word form met.
CREATE TABLE store.words (
    word VARCHAR NOT NULL, -- lower case, without accents
    stem VARCHAR NOT NULL -- what it is indexed under
);

-- One row a stem and segment: where the stem occurs.
CREATE TABLE store.postings (
    segment INTEGER NOT NULL, -- contents indexed together; small segments are merged
    stem VARCHAR NOT NULL, -- rows of a segment are sorted by it
    contents BIGINT[] NOT NULL, -- the contents it occurs in
    counts USMALLINT[] NOT NULL -- how often in each
);

-- One row a segment of the search index.
CREATE TABLE store.search_segments (
    segment INTEGER PRIMARY KEY, -- number
    contents INTEGER NOT NULL -- how many contents it holds
);
