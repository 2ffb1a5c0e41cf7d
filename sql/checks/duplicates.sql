-- fail
-- What has to be there once and is there twice: states, bodies, revisions.
SELECT source, 'state ' || record_hash || ' is there ' || count(*) || ' times' AS problem
FROM store.contents WHERE record_hash IN (SELECT record_hash FROM touched.contents)
GROUP BY source, record_hash HAVING count(*) > 1
UNION ALL
SELECT '', 'text ' || text_key || ' is there ' || count(*) || ' times'
FROM store.texts WHERE text_key IN (SELECT text_key FROM touched.texts)
GROUP BY text_key HAVING count(*) > 1
UNION ALL
SELECT '', 'text number ' || text_id || ' is there ' || count(*) || ' times'
FROM store.texts WHERE text_id IN (SELECT text_id FROM touched.texts)
GROUP BY text_id HAVING count(*) > 1
UNION ALL
SELECT '', 'content number ' || content_id || ' is there ' || count(*) || ' times'
FROM store.contents WHERE content_id IN (SELECT content_id FROM touched.contents)
GROUP BY content_id HAVING count(*) > 1
UNION ALL
SELECT '', 'capture ' || capture_id || ' is there ' || count(*) || ' times'
FROM store.captures WHERE capture_id IN (SELECT capture_id FROM touched.captures)
GROUP BY capture_id HAVING count(*) > 1
UNION ALL
SELECT '', 'observation ' || observation_id || ' is there ' || count(*) || ' times'
FROM store.observations WHERE observation_id IN (SELECT observation_id FROM touched.observations)
GROUP BY observation_id HAVING count(*) > 1
UNION ALL
SELECT '', 'address ' || url_id || ' is there ' || count(*) || ' times'
FROM store.urls WHERE url_id IN (SELECT url_id FROM touched.urls)
GROUP BY url_id HAVING count(*) > 1
UNION ALL
SELECT '', 'revision ' || revision || ' of article ' || article_id || ' is there ' || count(*) || ' times'
FROM touched.article_revisions GROUP BY article_id, revision HAVING count(*) > 1
UNION ALL
SELECT '', 'article ' || article_id || ' is there ' || count(*) || ' times'
FROM touched.articles GROUP BY article_id HAVING count(*) > 1
UNION ALL
SELECT '', 'address ' || url_id || ' leads to ' || count(*) || ' articles'
FROM touched.article_urls GROUP BY url_id HAVING count(*) > 1
