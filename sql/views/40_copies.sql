-- Every article that shares its text, or much of it, with an earlier one: the earliest of those.
-- Alike are equal texts and texts of which one holds two fifths of the other. Where a line credits
-- an agency, that is said.
CREATE OR REPLACE VIEW copies AS
SELECT article_id, source, original_id, original_source, kind, share, delay, agency FROM store.copies;

-- Every text that several articles share: the earliest copy, how many there are, at which outlets.
CREATE OR REPLACE VIEW clusters AS
SELECT
    original_id, -- the earliest article
    original_source, -- its outlet
    count(*) + 1 AS articles, -- articles that share the text, with the earliest
    list_sort(list_distinct(list_append(list(source), original_source))) AS outlets, -- outlets that ran it
    avg(share) AS share, -- mean share of a copy's text that is in the earliest, estimated
    min(agency) AS agency -- agency that a copy credits
FROM copies
GROUP BY original_id, original_source;

-- Outlets: what each is called, where and how much it wrote, and what of it came from elsewhere.
CREATE OR REPLACE VIEW outlets AS
WITH facts AS (
    SELECT
        source,
        list(value ORDER BY articles DESC, value) FILTER (fact = 'name') AS names,
        list(value ORDER BY articles DESC, value) FILTER (fact = 'host') AS hosts,
        list(value ORDER BY articles DESC, value) FILTER (fact = 'agency') AS agencies
    FROM store.outlet_facts GROUP BY source
),
copied AS (SELECT source, count(*) AS copies FROM store.copies GROUP BY source)
SELECT
    a.source,
    arg_max(c.publisher, a.last_seen) AS publisher, -- the outlet as its latest page names it
    count(*) AS articles, -- articles
    min(a.published_date) AS first_published, -- earliest day of publication
    max(a.published_date) AS last_published, -- latest day of publication
    avg(c.words) AS mean_words, -- mean length in words
    coalesce(any_value(k.copies), 0) AS copies, -- articles whose text another had first
    coalesce(any_value(f.names), []) AS names, -- what its pages call it, most often first
    coalesce(any_value(f.hosts), []) AS hosts, -- hosts of its articles' addresses, most often first
    coalesce(any_value(f.agencies), []) AS agencies, -- agencies that it leans on, most often first
    min(a.first_seen) AS first_seen, -- earliest capture of an article
    max(a.last_seen) AS last_seen -- latest capture of an article
FROM store.articles a
JOIN store.contents c ON c.content_id = a.content_id
LEFT JOIN facts f ON f.source = a.source
LEFT JOIN copied k ON k.source = a.source
GROUP BY a.source;

-- People who are quoted, as far as texts tell them apart: those whom their article names as persons.
CREATE OR REPLACE VIEW people AS FROM store.people;
