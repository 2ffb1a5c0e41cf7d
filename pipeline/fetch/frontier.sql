-- What crawling remembers. Times are seconds since 1970 (UTC); ids are UUIDs of canonical URLs.

CREATE TABLE IF NOT EXISTS urls (
    id            BLOB PRIMARY KEY,
    url           TEXT NOT NULL,           -- as found: what is asked for
    source        TEXT NOT NULL,
    host          TEXT NOT NULL,
    hints         TEXT NOT NULL,           -- JSON of the feed's or sitemap's hints
    found_at      REAL NOT NULL,
    published     REAL NOT NULL,           -- by the hints, else found_at: newest first
    next_at       REAL,                    -- when it is to be asked (again); NULL: never
    visits        INTEGER NOT NULL DEFAULT 0,
    failures      INTEGER NOT NULL DEFAULT 0,  -- since the last success
    first_at      REAL,                    -- of the first successful fetch
    fetched_at    REAL,                    -- of the latest fetch, successful or not
    status        INTEGER,
    changed       REAL,                    -- by the feed's or sitemap's word
    etag          TEXT,
    last_modified TEXT,
    validated     TEXT,                    -- the address that gave the validators
    digest        TEXT,
    digest_at     REAL,                    -- of the capture that holds the payload
    conditional   INTEGER NOT NULL DEFAULT 0,  -- requests in a row that sent the validators
    claimed_by    TEXT,                    -- the run that took it up last,
    claimed_at    REAL NOT NULL DEFAULT 0  -- and when: another that began before leaves it
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS urls_due ON urls (source, next_at) WHERE next_at IS NOT NULL;

CREATE TABLE IF NOT EXISTS hosts (
    host      TEXT PRIMARY KEY,
    sent_at   REAL NOT NULL DEFAULT 0,     -- of the latest request
    next_at   REAL NOT NULL DEFAULT 0,     -- of the earliest next one
    slowdown  REAL NOT NULL DEFAULT 1,     -- factor on the pace, raised by 429 and 503
    score     REAL NOT NULL DEFAULT 0,     -- failures since the last success, by weight
    rests     INTEGER NOT NULL DEFAULT 0,
    rest_to   REAL NOT NULL DEFAULT 0,
    lies      INTEGER NOT NULL DEFAULT 0   -- its validators were found wrong
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS leases (         -- rights to send a request, one a connection
    host      TEXT NOT NULL,
    owner     TEXT NOT NULL,
    until     REAL NOT NULL,               -- void afterwards: its owner has crashed
    sent      INTEGER NOT NULL DEFAULT 0,  -- the request is on its way
    PRIMARY KEY (host, owner)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS robots (
    host       TEXT PRIMARY KEY,           -- scheme://host[:port]
    status     INTEGER,                    -- NULL: unreachable
    body       TEXT NOT NULL,
    expires_at REAL NOT NULL,
    asked_at   REAL NOT NULL DEFAULT 0     -- by somebody who has no answer yet
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS listings (       -- feeds, sitemaps and lists on the web
    url           TEXT PRIMARY KEY,
    source        TEXT NOT NULL,
    kind          TEXT NOT NULL,
    checked_at    REAL NOT NULL,
    changed_at    REAL,
    next_at       REAL NOT NULL DEFAULT 0,
    etag          TEXT,
    last_modified TEXT,
    validated     TEXT,
    digest        TEXT,
    watermark     REAL,                    -- the newest entry's time
    conditional   INTEGER NOT NULL DEFAULT 0,
    failures      INTEGER NOT NULL DEFAULT 0,
    problem       TEXT                     -- what was bent, or why it failed
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS archives (       -- WARC files on the web
    url      TEXT PRIMARY KEY,
    source   TEXT NOT NULL,
    number   INTEGER NOT NULL,             -- place in its list: the last is the newest
    size     INTEGER,                      -- bytes; NULL: not asked for yet
    failures INTEGER NOT NULL DEFAULT 0,   -- to ask for its size
    done_at  REAL                          -- when all its parts had been read
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS files (
    path    TEXT PRIMARY KEY,              -- with #start-end for a part of a WARC
    source  TEXT NOT NULL,
    size    INTEGER NOT NULL,
    mtime   INTEGER NOT NULL,              -- nanoseconds
    digest  TEXT,
    seen_at REAL NOT NULL
) WITHOUT ROWID;
