-- The parts of articles, each with its article's outlet, the time when that was first seen and its
-- day of publication: a question about some time or outlet needs no further join.

-- Every block of every article's body.
CREATE OR REPLACE VIEW paragraphs AS
SELECT
    a.article_id,
    p.position,
    p.kind,
    p.start,
    p."end",
    substring(t.text, p.start + 1, p."end" - p.start) AS text -- its words
FROM store.paragraphs p
JOIN store.articles a ON a.content_id = p.content_id
JOIN store.contents c ON c.content_id = p.content_id
JOIN store.texts t ON t.text_id = c.text_id;

-- Every picture of every article.
CREATE OR REPLACE VIEW images AS
SELECT a.article_id, x.* EXCLUDE (content_id), a.source, a.first_seen, a.published_date
FROM store.images x JOIN store.articles a ON a.content_id = x.content_id;

-- Every author of every article.
CREATE OR REPLACE VIEW authors AS
SELECT a.article_id, x.* EXCLUDE (content_id), a.source, a.first_seen, a.published_date
FROM store.authors x JOIN store.articles a ON a.content_id = x.content_id;

-- Every tag of every article.
CREATE OR REPLACE VIEW tags AS
SELECT a.article_id, x.* EXCLUDE (content_id), a.source, a.first_seen, a.published_date
FROM store.tags x JOIN store.articles a ON a.content_id = x.content_id;

-- Every agency that contributed to an article.
CREATE OR REPLACE VIEW wire_credits AS
SELECT a.article_id, x.* EXCLUDE (content_id), a.source, a.first_seen, a.published_date
FROM store.wire_credits x JOIN store.articles a ON a.content_id = x.content_id;

-- The dateline of every article that has one.
CREATE OR REPLACE VIEW datelines AS
SELECT a.article_id, x.* EXCLUDE (content_id), a.source, a.first_seen, a.published_date
FROM store.datelines x JOIN store.articles a ON a.content_id = x.content_id;

-- Every note of a publisher on an article.
CREATE OR REPLACE VIEW corrections AS
SELECT a.article_id, x.* EXCLUDE (content_id), a.source, a.first_seen, a.published_date
FROM store.corrections x JOIN store.articles a ON a.content_id = x.content_id;

-- Every link inside a body.
CREATE OR REPLACE VIEW links AS
SELECT a.article_id, x.* EXCLUDE (content_id), a.source, a.first_seen, a.published_date
FROM store.links x JOIN store.articles a ON a.content_id = x.content_id;

-- Every stretch of reported speech.
CREATE OR REPLACE VIEW quotes AS
SELECT a.article_id, x.* EXCLUDE (content_id), a.source, a.first_seen, a.published_date
FROM store.quotes x JOIN store.articles a ON a.content_id = x.content_id;

-- Every source that a reporter leans on.
CREATE OR REPLACE VIEW citations AS
SELECT a.article_id, x.* EXCLUDE (content_id), a.source, a.first_seen, a.published_date
FROM store.citations x JOIN store.articles a ON a.content_id = x.content_id;

-- Every name in a body or a headline.
CREATE OR REPLACE VIEW mentions AS
SELECT a.article_id, x.* EXCLUDE (content_id), a.source, a.first_seen, a.published_date
FROM store.mentions x JOIN store.articles a ON a.content_id = x.content_id;

-- Every expression of a date in a body or a headline.
CREATE OR REPLACE VIEW dates_mentioned AS
SELECT a.article_id, x.* EXCLUDE (content_id), a.source, a.first_seen, a.published_date
FROM store.dates_mentioned x JOIN store.articles a ON a.content_id = x.content_id;

-- The rule that gave each field of each article.
CREATE OR REPLACE VIEW evidence AS
SELECT a.article_id, x.* EXCLUDE (content_id), a.source, a.first_seen, a.published_date
FROM store.evidence x JOIN store.articles a ON a.content_id = x.content_id;
