-- Batches that were set aside, and what was taken out for good.

-- One row a source of a run that a check of the batch set aside before it was loaded.
CREATE TABLE store.quarantine (
    run VARCHAR NOT NULL, -- the run
    source VARCHAR NOT NULL, -- the source
    reason VARCHAR NOT NULL, -- the check and what it found
    observations BIGINT NOT NULL, -- how many were set aside
    quarantined_at TIMESTAMPTZ NOT NULL, -- when
    released_at TIMESTAMPTZ, -- when `broadsheet release` let it in
    PRIMARY KEY (run, source)
);

-- One row an address that was taken down: nothing from there is loaded again.
CREATE TABLE store.tombstones (
    url_id UUID PRIMARY KEY, -- the address, as its id alone
    forgotten_at TIMESTAMPTZ NOT NULL -- when
);
