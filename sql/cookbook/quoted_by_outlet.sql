-- Whom does each outlet quote most? (last 90 days; --set since=2026-01-01)
SELECT source, speaker, any_value(speaker_role) AS role, count(*) AS quotes
FROM quotes
WHERE speaker IS NOT NULL
    AND first_seen >= coalesce(getvariable('since')::TIMESTAMPTZ, now() - INTERVAL 90 DAY)
GROUP BY source, speaker
QUALIFY row_number() OVER (PARTITION BY source ORDER BY count(*) DESC, speaker) <= 3
ORDER BY source, quotes DESC, speaker
