-- The day of publication beside its article, so that a question about some time joins nothing for it.
-- Written anew: a table with a key takes no column in the transaction that has changed its rows.

CREATE TABLE store.dated AS
SELECT a.*, CASE
    WHEN a.corrected['published'] IS NULL THEN c.published_date
    ELSE try_cast(rpad(left(a.corrected['published'][1], 10), 10, '-01') AS DATE)
END AS published_date
FROM store.articles a LEFT JOIN store.contents c ON c.content_id = a.content_id;

DROP TABLE store.articles;

-- One row an article, as last seen.
CREATE TABLE store.articles (
    article_id UUID PRIMARY KEY, -- smallest url_id of its addresses
    content_id BIGINT NOT NULL, -- its latest state in `contents`
    capture_id UUID NOT NULL, -- the capture that shows it
    source VARCHAR NOT NULL, -- the outlet's short name
    url VARCHAR NOT NULL, -- the address to open: canonical where trusted, else the final one
    first_seen TIMESTAMPTZ NOT NULL, -- earliest capture
    last_seen TIMESTAMPTZ NOT NULL, -- latest capture
    observations INTEGER NOT NULL, -- captures of it
    revisions INTEGER NOT NULL, -- states of it that the publisher made
    extractor VARCHAR NOT NULL, -- version that read the latest state
    boilerplate VARCHAR NOT NULL, -- version of learned boilerplate, '' for none
    corrected MAP(VARCHAR, VARCHAR[]), -- fields corrected by hand, each with the one value that it should have
    published_date DATE, -- local date of publication, as corrected by hand where it was; the first day where only the month is known
    CHECK (first_seen <= last_seen)
);

INSERT INTO store.articles FROM store.dated;

DROP TABLE store.dated;
