-- The lists inside a record, spread over their tables in the order of its states.

INSERT INTO store.paragraphs
SELECT content_id, i - 1, x.kind, x.start, x."end"
FROM (SELECT content_id, unnest(blocks) AS x, generate_subscripts(blocks, 1) AS i
      FROM part_articles JOIN new_contents USING (filename, file_row_number));

INSERT INTO store.images
SELECT content_id, i - 1, x.url, x.caption, x.credit, x.photographer, x.agency, x.place, try_cast(x.taken AS DATE)
FROM (SELECT content_id, unnest(images) AS x, generate_subscripts(images, 1) AS i
      FROM part_articles JOIN new_contents USING (filename, file_row_number));

INSERT INTO store.authors
SELECT content_id, i - 1, x
FROM (SELECT content_id, unnest(authors) AS x, generate_subscripts(authors, 1) AS i
      FROM part_articles JOIN new_contents USING (filename, file_row_number));

INSERT INTO store.tags
SELECT content_id, i - 1, x
FROM (SELECT content_id, unnest(tags) AS x, generate_subscripts(tags, 1) AS i
      FROM part_articles JOIN new_contents USING (filename, file_row_number));

INSERT INTO store.wire_credits
SELECT content_id, i - 1, x.agency, x.text
FROM (SELECT content_id, unnest(wire_credits) AS x, generate_subscripts(wire_credits, 1) AS i
      FROM part_articles JOIN new_contents USING (filename, file_row_number));

INSERT INTO store.datelines
SELECT content_id, dateline.place, dateline.agency, dateline.date, dateline.text
FROM part_articles JOIN new_contents USING (filename, file_row_number)
WHERE dateline.text IS NOT NULL;

INSERT INTO store.corrections
SELECT content_id, i - 1, x.kind, x.text
FROM (SELECT content_id, unnest(corrections) AS x, generate_subscripts(corrections, 1) AS i
      FROM part_articles JOIN new_contents USING (filename, file_row_number));

INSERT INTO store.links
SELECT content_id, i - 1, x.url, x.text, x.paragraph
FROM (SELECT content_id, unnest(links) AS x, generate_subscripts(links, 1) AS i
      FROM part_articles JOIN new_contents USING (filename, file_row_number));

INSERT INTO store.quotes
SELECT
    content_id, i - 1, x.quote, x.kind, x.speaker, x.speaker_mention, x.speaker_role, x.speaker_affiliation,
    x.verb, x.paragraph, x.start, x."end", x.quote_group
FROM (SELECT content_id, unnest(quotes) AS x, generate_subscripts(quotes, 1) AS i
      FROM part_articles JOIN new_contents USING (filename, file_row_number));

INSERT INTO store.citations
SELECT content_id, i - 1, x.source, x.kind, x.verb, x.paragraph, x.text
FROM (SELECT content_id, unnest(citations) AS x, generate_subscripts(citations, 1) AS i
      FROM part_articles JOIN new_contents USING (filename, file_row_number));

INSERT INTO store.mentions
SELECT content_id, x.name, x.kind, x.mention, x.country, x.start, x."end", x.part
FROM (SELECT content_id, unnest(mentions) AS x
      FROM part_articles JOIN new_contents USING (filename, file_row_number));

INSERT INTO store.dates_mentioned
SELECT content_id, x.text, try_cast(x."from" AS DATE), try_cast(x."to" AS DATE), x.granularity, x.partial, x.start, x."end", x.basis, x.confidence, x.part
FROM (SELECT content_id, unnest(dates) AS x
      FROM part_articles JOIN new_contents USING (filename, file_row_number));

INSERT INTO store.evidence
SELECT content_id, x.field, x.rule, x.raw, x.confidence
FROM (SELECT content_id, unnest(evidence) AS x
      FROM part_articles JOIN new_contents USING (filename, file_row_number))
WHERE x.chosen;
