-- What was learned of outlets, and what people corrected by hand.

-- One row a block that an outlet's articles repeat, as `broadsheet learn` last counted them.
CREATE TABLE store.block_counts (
    source VARCHAR NOT NULL, -- the outlet
    block_hash VARCHAR NOT NULL, -- fingerprint of the folded block, 16 hex digits
    articles INTEGER NOT NULL, -- articles that hold it
    of_articles INTEGER NOT NULL, -- articles that were looked at
    block VARCHAR NOT NULL, -- the block as it stands in one of them
    PRIMARY KEY (source, block_hash)
);

-- One row a field of an article that somebody corrected by hand: it stays when the article is read again.
CREATE TABLE store.hand_corrections (
    article_id UUID NOT NULL, -- the article, by the id it had then
    field VARCHAR NOT NULL CHECK (field IN ('title', 'summary', 'section', 'language', 'publisher', 'published', 'access')), -- the field
    value VARCHAR, -- what it should be; null for unknown
    corrected_at TIMESTAMPTZ NOT NULL, -- when
    PRIMARY KEY (article_id, field)
);
