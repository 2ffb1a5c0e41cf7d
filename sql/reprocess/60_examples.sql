-- Twenty of what changed for each source and field; ids are hashes, so their order is a draw.
FROM reprocess.differences
QUALIFY row_number() OVER (PARTITION BY source, field ORDER BY article_id, url) <= 20
ORDER BY source, field, article_id, url
