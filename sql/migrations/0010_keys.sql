-- Tables that only grow lose their primary key: DuckDB appends to one that has a key by writing its
-- last row group anew (a sixth of a second to three seconds each, whatever the load brings). The
-- load takes what is new by an anti-join, and the check `duplicates` watches over it.

ALTER TABLE store.captures RENAME TO keyed;

-- One row a fetch or read, successful or not.
CREATE TABLE store.captures (
    capture_id UUID NOT NULL, -- over URL, time and digest: a replay has the same id
    run VARCHAR NOT NULL, -- the run that fetched or read it
    source VARCHAR NOT NULL, -- the source that asked for it
    url VARCHAR NOT NULL, -- the address asked for
    final_url VARCHAR NOT NULL, -- the address after redirects
    kind VARCHAR NOT NULL CHECK (kind IN ('response', 'resource', 'revisit', 'failure')), -- response, resource (a local file), revisit (unchanged) or failure
    fetched_at TIMESTAMPTZ NOT NULL, -- when it was fetched or read
    status INTEGER, -- HTTP status; null for files and where no answer came
    content_type VARCHAR, -- as the server said it
    bytes BIGINT NOT NULL CHECK (bytes >= 0), -- size of the payload
    digest VARCHAR, -- of the payload
    warc_file VARCHAR, -- the WARC that holds it, relative to the home
    warc_offset BIGINT, -- where in that file its record begins, in bytes
    etag VARCHAR, -- the server's validator
    last_modified VARCHAR, -- the server's validator
    redirects VARCHAR[] NOT NULL, -- the addresses passed through
    robots VARCHAR, -- what the outlet says of machine reading
    seconds DOUBLE, -- how long it took
    error_class VARCHAR, -- kind of failure, for grouping
    error VARCHAR, -- the failure in words
    CHECK (kind <> 'failure' OR error_class IS NOT NULL)
);

INSERT INTO store.captures FROM store.keyed;

DROP TABLE store.keyed;

ALTER TABLE store.texts RENAME TO keyed;

-- One row a distinct text of a body.
CREATE TABLE store.texts (
    text_id BIGINT NOT NULL, -- number in order of loading
    text_key UUID NOT NULL, -- over the exact text
    text_hash UUID NOT NULL, -- over the folded text: equal ones are exact copies
    text VARCHAR NOT NULL -- the body: blocks joined by blank lines
);

INSERT INTO store.texts FROM store.keyed ORDER BY text_id;

DROP TABLE store.keyed;

ALTER TABLE store.contents RENAME TO keyed;

-- One row a distinct state of an article as extracted: what the page said, apart from where and when.
CREATE TABLE store.contents (
    content_id BIGINT NOT NULL, -- number in order of loading
    record_hash UUID NOT NULL, -- over every field
    text_id BIGINT NOT NULL, -- its body in `texts`
    source VARCHAR NOT NULL, -- the outlet's short name
    publisher VARCHAR, -- the outlet as the page names it
    section VARCHAR, -- the outlet's section
    language VARCHAR, -- language of the text (BCP 47)
    page_type VARCHAR, -- kind of page, as schema.org names it where known
    encoding VARCHAR, -- charset the bytes were read in
    title VARCHAR, -- headline, without the site's name
    summary VARCHAR, -- standfirst
    published VARCHAR, -- ISO 8601 as the page has it
    published_at TIMESTAMPTZ, -- instant of publication; null where time of day or offset is unknown
    published_date DATE, -- local date of publication; the first day where only the month is known
    published_precision VARCHAR CHECK (published_precision IN ('second', 'minute', 'hour', 'day', 'month', 'year')), -- how much of it the page has
    modified VARCHAR, -- ISO 8601 as the page has it
    modified_at TIMESTAMPTZ, -- instant of modification; null where time of day or offset is unknown
    access VARCHAR CHECK (access IN ('free', 'metered', 'paywalled')), -- free, metered or paywalled
    truncated BOOLEAN NOT NULL, -- the page shows only the beginning
    words INTEGER NOT NULL CHECK (words >= 0) -- words in the body
);

INSERT INTO store.contents FROM store.keyed ORDER BY content_id;

DROP TABLE store.keyed;

ALTER TABLE store.observations RENAME TO keyed;

-- One row a reading of a capture by one version of the extractor: a set, from which all else about time is computed.
CREATE TABLE store.observations (
    observation_id UUID NOT NULL, -- over capture, versions and record
    capture_id UUID NOT NULL, -- what was read
    run VARCHAR NOT NULL, -- the run that brought it, the latest where several did
    source VARCHAR NOT NULL, -- the outlet's short name
    fetched_at TIMESTAMPTZ NOT NULL, -- time of the capture
    fetched_from_web BOOLEAN NOT NULL, -- false for a file: its read time says nothing of the article
    extractor VARCHAR NOT NULL, -- version of the extractor
    boilerplate VARCHAR NOT NULL, -- version of the outlet's learned boilerplate; '' for none
    version VARCHAR NOT NULL, -- both versions in a form that sorts by age
    status VARCHAR NOT NULL CHECK (status IN ('article', 'rejected')), -- article or rejected
    reject_reason VARCHAR, -- why it is no article
    title VARCHAR, -- headline of a rejected document
    characters BIGINT NOT NULL CHECK (characters >= 0), -- length of the text
    requested_id UUID NOT NULL, -- address asked for, in `urls`
    final_id UUID NOT NULL, -- address after redirects, in `urls`
    canonical_id UUID, -- address that the page declares, within its outlet, in `urls`
    final_url VARCHAR NOT NULL, -- address after redirects, as it was
    canonical_url VARCHAR, -- declared address, as the page writes it
    content_id BIGINT, -- what was read, in `contents`; null for a rejected document
    content_hash UUID NOT NULL, -- over title, summary, authors, body, captions and corrections
    CHECK ((status = 'article') = (content_id IS NOT NULL))
);

INSERT INTO store.observations FROM store.keyed;

DROP TABLE store.keyed;

ALTER TABLE store.urls RENAME TO keyed;

-- One row an address ever met.
CREATE TABLE store.urls (
    url_id UUID NOT NULL, -- blake2b-128 of the canonical form
    url VARCHAR NOT NULL -- the canonical form: an identity, not something to fetch
);

INSERT INTO store.urls FROM store.keyed;

DROP TABLE store.keyed;
