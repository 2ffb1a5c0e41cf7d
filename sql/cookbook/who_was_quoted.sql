-- Who was quoted in an article, and as what? (--set url=...; else the latest twenty articles)
WITH asked AS MATERIALIZED (
    SELECT article_id, url, last_seen FROM store.articles
    WHERE url = coalesce(getvariable('url')::VARCHAR, url)
    ORDER BY last_seen DESC, url LIMIT 20
)
SELECT a.url, coalesce(q.speaker, q.speaker_mention) AS who, arg_min(q.speaker_role, q.position) AS role,
    arg_min(q.speaker_affiliation, q.position) AS affiliation,
    count(DISTINCT q.quote_group) AS utterances, list(q.quote ORDER BY q.position) AS quotes
FROM quotes q JOIN asked a USING (article_id)
GROUP BY a.url, a.last_seen, who
ORDER BY a.last_seen DESC, a.url, utterances DESC, who LIMIT 100
