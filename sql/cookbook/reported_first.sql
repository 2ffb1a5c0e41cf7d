-- Who reported first, and who followed how much later?
SELECT o.title, k.original_source AS first, k.source AS followed, k.kind, round(k.share, 2) AS share, k.delay, k.agency
FROM copies k JOIN articles o ON o.article_id = k.original_id
ORDER BY o.published_at DESC NULLS LAST, o.article_id, k.delay LIMIT 50
