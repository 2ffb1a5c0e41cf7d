-- fail
-- What has to be there once and is there twice: states, bodies, revisions.
SELECT source, 'state ' || record_hash || ' is there ' || count(*) || ' times' AS problem
FROM store.contents GROUP BY source, record_hash HAVING count(*) > 1
UNION ALL
SELECT '', 'text ' || text_key || ' is there ' || count(*) || ' times'
FROM store.texts GROUP BY text_key HAVING count(*) > 1
UNION ALL
SELECT '', 'text number ' || text_id || ' is there ' || count(*) || ' times'
FROM store.texts GROUP BY text_id HAVING count(*) > 1
UNION ALL
SELECT '', 'content number ' || content_id || ' is there ' || count(*) || ' times'
FROM store.contents GROUP BY content_id HAVING count(*) > 1
UNION ALL
SELECT '', 'capture ' || capture_id || ' is there ' || count(*) || ' times'
FROM store.captures GROUP BY capture_id HAVING count(*) > 1
UNION ALL
SELECT '', 'observation ' || observation_id || ' is there ' || count(*) || ' times'
FROM store.observations GROUP BY observation_id HAVING count(*) > 1
UNION ALL
SELECT '', 'address ' || url_id || ' is there ' || count(*) || ' times'
FROM store.urls GROUP BY url_id HAVING count(*) > 1
UNION ALL
SELECT '', 'revision ' || revision || ' of article ' || article_id || ' is there ' || count(*) || ' times'
FROM store.article_revisions GROUP BY article_id, revision HAVING count(*) > 1
