-- Every article as last seen, with what was corrected by hand.
CREATE OR REPLACE VIEW articles AS
SELECT
    a.article_id,
    a.source,
    CASE WHEN a.corrected['publisher'] IS NULL THEN c.publisher ELSE a.corrected['publisher'][1] END AS publisher,
    a.url,
    CASE WHEN a.corrected['title'] IS NULL THEN c.title ELSE a.corrected['title'][1] END AS title,
    CASE WHEN a.corrected['summary'] IS NULL THEN c.summary ELSE a.corrected['summary'][1] END AS summary,
    CASE WHEN a.corrected['section'] IS NULL THEN c.section ELSE a.corrected['section'][1] END AS section,
    CASE WHEN a.corrected['language'] IS NULL THEN c.language ELSE a.corrected['language'][1] END AS language,
    CASE WHEN a.corrected['published'] IS NULL THEN c.published ELSE a.corrected['published'][1] END AS published,
    CASE
        WHEN a.corrected['published'] IS NULL THEN c.published_at
        WHEN regexp_matches(a.corrected['published'][1], 'T.*(Z|[+-]\d\d:?\d\d)$')
        THEN try_cast(a.corrected['published'][1] AS TIMESTAMPTZ)
    END AS published_at,
    a.published_date,
    CASE WHEN a.corrected['published'] IS NULL THEN c.published_precision END AS published_precision,
    c.modified,
    c.modified_at,
    CASE WHEN a.corrected['access'] IS NULL THEN c.access ELSE a.corrected['access'][1] END AS access,
    c.truncated,
    c.page_type,
    c.words,
    t.text,
    t.text_hash,
    a.first_seen,
    a.last_seen,
    a.observations,
    a.revisions,
    a.extractor,
    a.boilerplate,
    c.encoding,
    a.capture_id
FROM store.articles a
JOIN store.contents c ON c.content_id = a.content_id
JOIN store.texts t ON t.text_id = c.text_id;

-- Every address of every article; an id that was valid before two articles merged is among them.
CREATE OR REPLACE VIEW article_urls AS
SELECT u.url_id, n.url, u.article_id, u.roles, u.first_seen
FROM store.article_urls u JOIN store.urls n ON n.url_id = u.url_id;

-- Every state of every article with the interval in which it stood.
CREATE OR REPLACE VIEW article_revisions AS
SELECT
    r.article_id,
    r.revision,
    r.cause,
    r.first_seen,
    r.last_seen,
    r.observations,
    c.title,
    c.summary,
    t.text,
    r.content_hash,
    r.extractor,
    r.boilerplate
FROM store.article_revisions r
JOIN store.contents c ON c.content_id = r.content_id
JOIN store.texts t ON t.text_id = c.text_id;

-- Every reading of a capture that is an article.
CREATE OR REPLACE VIEW observations AS
SELECT
    u.article_id,
    o.capture_id,
    o.run,
    o.source,
    o.fetched_at,
    o.fetched_from_web,
    o.extractor,
    o.boilerplate,
    o.content_hash,
    c.record_hash
FROM store.observations o
JOIN store.article_urls u ON u.url_id = o.final_id
JOIN store.contents c ON c.content_id = o.content_id;

-- Every document that is no article, as the latest version of the extractor judged it.
CREATE OR REPLACE VIEW rejects AS
SELECT
    capture_id,
    source,
    final_url AS url, -- its address after redirects
    reject_reason AS reason, -- why it is no article
    title,
    characters,
    fetched_at,
    run
FROM (
    FROM store.observations
    WHERE capture_id IN (SELECT capture_id FROM store.observations WHERE status = 'rejected')
    QUALIFY row_number() OVER (PARTITION BY capture_id ORDER BY version DESC, latest_run DESC, observation_id) = 1
)
WHERE status = 'rejected';

-- Every fetch or read.
CREATE OR REPLACE VIEW captures AS FROM store.captures;

-- Every run whose parts were loaded.
CREATE OR REPLACE VIEW runs AS FROM store.runs;

-- The results of the checks.
CREATE OR REPLACE VIEW check_results AS FROM store.check_results;

-- Sources of runs that a check of the batch set aside.
CREATE OR REPLACE VIEW quarantine AS FROM store.quarantine;
