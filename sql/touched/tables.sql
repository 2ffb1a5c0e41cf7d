-- What the checks look at after a load, in place of the tables of the same names: its runs' rows and
-- the articles that it touched, with their states.

CREATE OR REPLACE TEMP TABLE touched_articles AS
SELECT article_id, content_id, source, url, first_seen FROM store.articles
WHERE article_id IN (SELECT article_id FROM store.unchecked);

CREATE OR REPLACE TEMP TABLE touched_article_urls AS
SELECT url_id, article_id FROM store.article_urls WHERE article_id IN (SELECT article_id FROM store.unchecked);

CREATE OR REPLACE TEMP TABLE touched_article_revisions AS
SELECT article_id, revision FROM store.article_revisions
WHERE article_id IN (SELECT article_id FROM store.unchecked);

CREATE OR REPLACE TEMP TABLE touched_captures AS
SELECT capture_id, source, url, fetched_at FROM store.captures WHERE run IN (SELECT run FROM store.unchecked);

CREATE OR REPLACE TEMP TABLE touched_observations AS
SELECT observation_id, source, status, content_id, requested_id, final_id, canonical_id FROM store.observations
WHERE run IN (SELECT run FROM store.unchecked);

CREATE OR REPLACE TEMP TABLE touched_contents AS
SELECT content_id, record_hash, text_id, source, words, published_date FROM store.contents
WHERE content_id IN (
    SELECT content_id FROM touched_observations UNION SELECT content_id FROM touched_articles
);

CREATE OR REPLACE TEMP TABLE touched_texts AS
SELECT text_id, text_key FROM store.texts WHERE text_id IN (SELECT text_id FROM touched_contents);

CREATE OR REPLACE TEMP TABLE touched_urls AS
SELECT url_id FROM store.urls
WHERE url_id IN (SELECT unnest([requested_id, final_id, canonical_id]) FROM touched_observations);
