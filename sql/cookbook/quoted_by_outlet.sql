-- Whom does each outlet quote most?
WITH quoted AS MATERIALIZED (
    SELECT a.source, q.speaker, count(*) AS quotes
    FROM quotes q JOIN articles a USING (article_id)
    WHERE q.speaker IS NOT NULL
    GROUP BY a.source, q.speaker
),
most AS MATERIALIZED (
    FROM quoted
    QUALIFY row_number() OVER (PARTITION BY source ORDER BY quotes DESC, speaker) <= 3
)
SELECT m.source, m.speaker, mode(q.speaker_role) AS role, m.quotes
FROM most m JOIN quotes q ON q.speaker = m.speaker JOIN articles a ON a.article_id = q.article_id AND a.source = m.source
GROUP BY ALL
ORDER BY m.source, m.quotes DESC, m.speaker
