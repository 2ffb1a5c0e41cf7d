-- Who was quoted in an article, and as what? (--set url=...)
SELECT a.url, coalesce(q.speaker, q.named_as) AS who, q.speaker_role, q.speaker_affiliation, q.utterances, q.quotes
FROM quotes_by_speaker q JOIN articles a USING (article_id)
WHERE a.url = coalesce(getvariable('url')::VARCHAR, a.url)
ORDER BY a.last_seen DESC, a.url, q.utterances DESC, who LIMIT 100
