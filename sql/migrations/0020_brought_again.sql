-- What several runs brought: to undo one of them takes out only what no other brought. Of two
-- readings of a capture by one version the one that counts is that of the latest run.

-- One row a capture or observation that several runs brought, and each of these runs.
CREATE TABLE store.brought_again (
    id UUID NOT NULL, -- the capture or the observation
    run VARCHAR NOT NULL -- a run that brought it
);

ALTER TABLE store.observations ADD COLUMN latest_run VARCHAR DEFAULT '';
ALTER TABLE store.observations ALTER latest_run SET NOT NULL;
ALTER TABLE store.observations ALTER latest_run DROP DEFAULT;
UPDATE store.observations SET latest_run = run;
COMMENT ON COLUMN store.observations.run IS 'the earliest run that brought it';
COMMENT ON COLUMN store.observations.latest_run IS 'the latest run that brought it';
