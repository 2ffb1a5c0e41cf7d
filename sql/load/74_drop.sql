-- The contents in the table `dropped`, out of every table that holds them.

DELETE FROM store.postings WHERE content_id IN (FROM dropped);
DELETE FROM store.search_documents WHERE content_id IN (FROM dropped);
DELETE FROM store.paragraphs WHERE content_id IN (FROM dropped);
DELETE FROM store.images WHERE content_id IN (FROM dropped);
DELETE FROM store.authors WHERE content_id IN (FROM dropped);
DELETE FROM store.tags WHERE content_id IN (FROM dropped);
DELETE FROM store.wire_credits WHERE content_id IN (FROM dropped);
DELETE FROM store.datelines WHERE content_id IN (FROM dropped);
DELETE FROM store.corrections WHERE content_id IN (FROM dropped);
DELETE FROM store.links WHERE content_id IN (FROM dropped);
DELETE FROM store.quotes WHERE content_id IN (FROM dropped);
DELETE FROM store.citations WHERE content_id IN (FROM dropped);
DELETE FROM store.mentions WHERE content_id IN (FROM dropped);
DELETE FROM store.dates_mentioned WHERE content_id IN (FROM dropped);
DELETE FROM store.evidence WHERE content_id IN (FROM dropped);
DELETE FROM store.contents WHERE content_id IN (FROM dropped);
DELETE FROM store.sketches WHERE text_id IN (FROM leaving);
DELETE FROM store.texts WHERE text_id IN (FROM leaving);
DELETE FROM store.brought_again
WHERE id NOT IN (SELECT capture_id FROM store.captures WHERE capture_id IN (SELECT id FROM store.brought_again))
    AND id NOT IN (SELECT observation_id FROM store.observations WHERE observation_id IN (SELECT id FROM store.brought_again));

-- What went may have left other rows without what they lead to: the next check looks at everything.
INSERT INTO store.unchecked VALUES (NULL, NULL);
