-- The last runs: when each stage was at work, and what came out of it.
WITH
last AS (SELECT * FROM runs WHERE $run IS NULL OR run = $run ORDER BY run DESC LIMIT 50),
read AS (
    SELECT
        run,
        count(*) AS captures,
        count(*) FILTER (kind = 'failure') AS failures,
        count(*) FILTER (kind = 'revisit') AS unchanged,
        sum(bytes) AS bytes,
        min(fetched_at) AS fetch_began,
        max(fetched_at) AS fetch_ended
    FROM captures WHERE run IN (SELECT run FROM last)
    GROUP BY run
),
made AS (
    SELECT
        run,
        count(*) FILTER (status = 'article') AS articles,
        count(*) FILTER (status = 'rejected') AS rejects
    FROM store.observations WHERE run IN (SELECT run FROM last)
    GROUP BY run
),
found AS (
    SELECT
        run,
        count(*) FILTER (level = 'fail') AS failed,
        count(*) FILTER (level = 'warn') AS warned,
        max(checked_at) AS checked_at
    FROM check_results WHERE run IN (SELECT run FROM last)
    GROUP BY run
)
SELECT
    l.run, l.created_at, l.loaded_at, l.undone_at, l.shards, l.missing, l.damaged,
    coalesce(captures, 0) AS captures,
    coalesce(failures, 0) AS failures,
    coalesce(unchanged, 0) AS unchanged,
    coalesce(bytes, 0) AS bytes,
    fetch_began, fetch_ended,
    coalesce(articles, 0) AS articles,
    coalesce(rejects, 0) AS rejects,
    coalesce(failed, 0) AS failed,
    coalesce(warned, 0) AS warned,
    checked_at
FROM last l LEFT JOIN read USING (run) LEFT JOIN made USING (run) LEFT JOIN found USING (run)
ORDER BY l.run DESC
