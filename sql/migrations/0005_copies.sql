-- Texts that share passages.

-- One row a pair of texts of which one holds much of the other.
CREATE TABLE store.near_texts (
    one BIGINT NOT NULL, -- the text with the smaller text_key
    other BIGINT NOT NULL, -- the text with the greater text_key
    common INTEGER NOT NULL, -- sampled shingles that both have
    one_size INTEGER NOT NULL, -- sampled shingles of the one
    other_size INTEGER NOT NULL, -- sampled shingles of the other
    CHECK (common <= least(one_size, other_size))
);
