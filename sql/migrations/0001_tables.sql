-- The tables behind the views. Rows about a capture or a content are written once and never
-- changed; `articles`, `article_urls` and `article_revisions` are computed from `observations`.
-- A comment above CREATE becomes the table's comment, one behind a column the column's.

CREATE SCHEMA store;

-- One row a run whose parts were loaded.
CREATE TABLE store.runs (
    run VARCHAR PRIMARY KEY, -- the run's id; ids sort by time
    created_at TIMESTAMPTZ, -- when discover wrote the run's manifest
    loaded_at TIMESTAMPTZ NOT NULL, -- when its parts were last loaded
    shards VARCHAR[] NOT NULL, -- the shards that its manifest lists
    missing VARCHAR[] NOT NULL, -- parts that did not exist when it was loaded
    damaged VARCHAR[] NOT NULL, -- parts that could not be read, with the reason
    undone_at TIMESTAMPTZ -- when `broadsheet undo` took its rows out again
);

-- One row a change of the warehouse: a load that brought something, a run undone, a takedown.
CREATE TABLE store.changes (
    change_id BIGINT PRIMARY KEY, -- 1, 2, ... in order
    made_at TIMESTAMPTZ NOT NULL, -- when
    what VARCHAR NOT NULL, -- load, undo, release, forget, correct or clean
    subject VARCHAR NOT NULL -- the run or article concerned
);

-- One row a fetch or read, successful or not.
CREATE TABLE store.captures (
    capture_id UUID PRIMARY KEY, -- over URL, time and digest: a replay has the same id
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

-- One row a distinct text of a body.
CREATE TABLE store.texts (
    text_id BIGINT PRIMARY KEY, -- number in order of loading
    text_key UUID NOT NULL, -- over the exact text
    text_hash UUID NOT NULL, -- over the folded text: equal ones are exact copies
    text VARCHAR NOT NULL -- the body: blocks joined by blank lines
);

-- One row a distinct state of an article as extracted: what the page said, apart from where and when.
CREATE TABLE store.contents (
    content_id BIGINT PRIMARY KEY, -- number in order of loading
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

-- One row a reading of a capture by one version of the extractor: a set, from which all else about time is computed.
CREATE TABLE store.observations (
    observation_id UUID PRIMARY KEY, -- over capture, versions and record
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

-- One row an address ever met.
CREATE TABLE store.urls (
    url_id UUID PRIMARY KEY, -- blake2b-128 of the canonical form
    url VARCHAR NOT NULL -- the canonical form: an identity, not something to fetch
);

-- One row an address of an article.
CREATE TABLE store.article_urls (
    url_id UUID PRIMARY KEY, -- the address; also an id that leads to the article
    article_id UUID NOT NULL, -- the article: smallest url_id of its addresses
    roles VARCHAR[] NOT NULL, -- how it was met: canonical, final, requested
    first_seen TIMESTAMPTZ NOT NULL -- earliest capture that met it
);

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
    CHECK (first_seen <= last_seen)
);

-- One row an interval in which an article's content stayed the same.
CREATE TABLE store.article_revisions (
    article_id UUID NOT NULL, -- the article
    revision INTEGER NOT NULL, -- 1, 2, ... in order of time
    content_id BIGINT NOT NULL, -- its state in `contents`, the last of the interval
    content_hash UUID NOT NULL, -- over what the publisher wrote
    cause VARCHAR NOT NULL CHECK (cause IN ('first', 'publisher', 'extractor')), -- first, publisher (they changed it) or extractor (we read it with another version)
    first_seen TIMESTAMPTZ NOT NULL, -- first capture of the interval
    last_seen TIMESTAMPTZ NOT NULL, -- last capture of the interval
    observations INTEGER NOT NULL, -- captures in the interval
    extractor VARCHAR NOT NULL, -- version that read it
    boilerplate VARCHAR NOT NULL, -- version of learned boilerplate, '' for none
    CHECK (first_seen <= last_seen)
);

-- One row a block of a body, as offsets into its text.
CREATE TABLE store.paragraphs (
    content_id BIGINT NOT NULL, -- the state of the article
    position INTEGER NOT NULL, -- 0, 1, ... in order
    kind VARCHAR NOT NULL CHECK (kind IN ('paragraph', 'subhead', 'list_item', 'blockquote', 'table')), -- paragraph, subhead, list_item, blockquote or table
    start INTEGER NOT NULL, -- offset of its first character in the text
    "end" INTEGER NOT NULL, -- offset behind its last character
    CHECK (0 <= start AND start <= "end")
);

-- One row a picture.
CREATE TABLE store.images (
    content_id BIGINT NOT NULL, -- the state of the article
    position INTEGER NOT NULL, -- 0, 1, ... in order
    url VARCHAR, -- address of the picture
    caption VARCHAR, -- caption without the credit
    credit VARCHAR, -- credit as written
    photographer VARCHAR, -- person in the credit
    agency VARCHAR -- agency in the credit
);

-- One row a person in the byline.
CREATE TABLE store.authors (
    content_id BIGINT NOT NULL, -- the state of the article
    position INTEGER NOT NULL, -- 0, 1, ... in order
    name VARCHAR NOT NULL -- the author's name
);

-- One row a tag.
CREATE TABLE store.tags (
    content_id BIGINT NOT NULL, -- the state of the article
    position INTEGER NOT NULL, -- 0, 1, ... in order
    tag VARCHAR NOT NULL -- the outlet's own keyword
);

-- One row an agency that contributed.
CREATE TABLE store.wire_credits (
    content_id BIGINT NOT NULL, -- the state of the article
    position INTEGER NOT NULL, -- 0, 1, ... in order
    agency VARCHAR NOT NULL, -- the agency
    text VARCHAR NOT NULL -- the line that says so
);

-- One row a dateline.
CREATE TABLE store.datelines (
    content_id BIGINT NOT NULL, -- the state of the article
    place VARCHAR, -- where it was filed
    agency VARCHAR, -- by which agency
    date VARCHAR, -- the date in it
    text VARCHAR NOT NULL -- the dateline as written
);

-- One row a note of the publisher on the article.
CREATE TABLE store.corrections (
    content_id BIGINT NOT NULL, -- the state of the article
    position INTEGER NOT NULL, -- 0, 1, ... in order
    kind VARCHAR NOT NULL, -- correction, update, clarification or editor's note
    text VARCHAR NOT NULL -- the note
);

-- One row a link inside a body.
CREATE TABLE store.links (
    content_id BIGINT NOT NULL, -- the state of the article
    position INTEGER NOT NULL, -- 0, 1, ... in order
    url VARCHAR NOT NULL, -- where it leads
    text VARCHAR NOT NULL, -- the words that are the link
    paragraph INTEGER NOT NULL -- position of its block
);

-- One row a contiguous stretch of reported speech.
CREATE TABLE store.quotes (
    content_id BIGINT NOT NULL, -- the state of the article
    position INTEGER NOT NULL, -- 0, 1, ... in order
    quote VARCHAR NOT NULL, -- the words: text[start:end]
    kind VARCHAR NOT NULL CHECK (kind IN ('direct', 'partial', 'indirect')), -- direct, partial or indirect
    speaker VARCHAR, -- canonical name of who says it
    speaker_mention VARCHAR, -- the words that name the speaker there
    speaker_role VARCHAR, -- office or description of the speaker
    speaker_affiliation VARCHAR, -- organisation of the speaker
    verb VARCHAR, -- the reporting verb
    paragraph INTEGER NOT NULL, -- position of its block
    start INTEGER NOT NULL, -- offset of its first character in the text
    "end" INTEGER NOT NULL, -- offset behind its last character
    quote_group INTEGER NOT NULL, -- parts of one utterance share it, within the article
    CHECK (0 <= start AND start <= "end")
);

-- One row a source that the reporter leans on.
CREATE TABLE store.citations (
    content_id BIGINT NOT NULL, -- the state of the article
    position INTEGER NOT NULL, -- 0, 1, ... in order
    cited VARCHAR NOT NULL, -- what is cited
    kind VARCHAR NOT NULL, -- media, agency, document, statement or poll
    verb VARCHAR, -- the verb that introduces it
    paragraph INTEGER NOT NULL, -- position of its block
    text VARCHAR NOT NULL -- the words that cite
);

-- One row a name in a text.
CREATE TABLE store.mentions (
    content_id BIGINT NOT NULL, -- the state of the article
    name VARCHAR NOT NULL, -- canonical name
    kind VARCHAR NOT NULL CHECK (kind IN ('person', 'organisation', 'place')), -- person, organisation or place
    mention VARCHAR NOT NULL, -- the words there
    country VARCHAR, -- ISO 3166 alpha-2 code of a place
    start INTEGER NOT NULL, -- offset of its first character in the text
    "end" INTEGER NOT NULL, -- offset behind its last character
    CHECK (0 <= start AND start <= "end")
);

-- One row an expression of a date in a text.
CREATE TABLE store.dates_mentioned (
    content_id BIGINT NOT NULL, -- the state of the article
    text VARCHAR NOT NULL, -- the words there
    from_date DATE, -- first day it covers
    to_date DATE, -- last day it covers
    granularity VARCHAR NOT NULL, -- day, week, month, quarter, season, year, decade ...
    partial VARCHAR, -- what is known where the year is not: --03-20
    start INTEGER NOT NULL, -- offset of its first character in the text
    "end" INTEGER NOT NULL, -- offset behind its last character
    CHECK (0 <= start AND start <= "end")
);

-- One row a field's winning rule.
CREATE TABLE store.evidence (
    content_id BIGINT NOT NULL, -- the state of the article
    field VARCHAR NOT NULL, -- the field of the record
    rule VARCHAR NOT NULL, -- the rule that gave its value
    raw VARCHAR NOT NULL, -- what stood in the page
    confidence FLOAT NOT NULL CHECK (confidence BETWEEN 0 AND 1) -- 0 to 1
);

-- One row a sampled three-word shingle of a text, for finding near copies.
CREATE TABLE store.sketches (
    text_id BIGINT NOT NULL, -- the text
    shingle BIGINT NOT NULL -- hash of three folded words; about one in sixteen is kept
);

-- One row a check of the latest state of each run.
CREATE TABLE store.check_results (
    run VARCHAR NOT NULL, -- the run after which it was checked
    name VARCHAR NOT NULL, -- the file under sql/checks
    level VARCHAR NOT NULL CHECK (level IN ('fail', 'warn')), -- fail keeps the old snapshot
    source VARCHAR NOT NULL, -- the source concerned, '' for the warehouse as a whole
    bad_rows BIGINT NOT NULL, -- how many rows it selected
    sample VARCHAR, -- the first of them
    checked_at TIMESTAMPTZ NOT NULL, -- when
    PRIMARY KEY (run, name, source)
);
