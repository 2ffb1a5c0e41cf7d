-- Whom does each outlet quote most?
SELECT a.source, q.speaker, any_value(q.speaker_role) AS role, count(*) AS quotes
FROM quotes q JOIN articles a USING (article_id)
WHERE q.speaker IS NOT NULL
GROUP BY a.source, q.speaker
QUALIFY row_number() OVER (PARTITION BY a.source ORDER BY count(*) DESC, q.speaker) <= 3
ORDER BY a.source, quotes DESC, q.speaker
