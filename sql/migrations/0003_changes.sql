-- What the publisher changed from one state of an article to the next.

-- One row a sentence or field that differs from the revision before.
CREATE TABLE store.revision_changes (
    article_id UUID NOT NULL, -- the article
    revision INTEGER NOT NULL, -- the revision that differs from the one before it
    position INTEGER NOT NULL, -- 0, 1, ... in order
    field VARCHAR NOT NULL CHECK (field IN ('title', 'summary', 'text')), -- title, summary or text
    kind VARCHAR NOT NULL CHECK (kind IN ('added', 'removed', 'changed')), -- added, removed or changed
    before VARCHAR, -- the sentence as it was
    after VARCHAR, -- the sentence as it is
    numbers BOOLEAN NOT NULL, -- a number is among what differs
    names BOOLEAN NOT NULL, -- a capitalised word is among what differs
    CHECK ((before IS NULL) = (kind = 'added') AND (after IS NULL) = (kind = 'removed'))
);
