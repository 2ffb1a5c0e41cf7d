-- What the checks have yet to look at: a run can only break what it touches.

-- One row a run, or an article, that changed since a check last looked at it; a row with neither where all of the warehouse is to be looked at.
CREATE TABLE store.unchecked (
    run VARCHAR, -- the run
    article_id UUID -- the article, or an id that was one before
);

INSERT INTO store.unchecked VALUES (NULL, NULL);

-- One row a check that looked at all of the warehouse and let it pass.
CREATE TABLE store.whole_checks (
    checked_at TIMESTAMPTZ NOT NULL -- when
);
