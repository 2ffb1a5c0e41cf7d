-- A row a source: what came and when, over the four weeks before the snapshot was made.
-- `arrivals` counts new articles by day, oldest first. Which are silent, or have changed their shape,
-- is what the checks of the run found.
WITH
s AS (SELECT built_at AS now, (built_at AT TIME ZONE 'UTC')::DATE AS today, run FROM snapshot),
read AS (
    SELECT
        source,
        count(*) FILTER (fetched_at > now - INTERVAL 28 DAY) AS captures,
        count(*) FILTER (kind = 'failure' AND fetched_at > now - INTERVAL 28 DAY) AS failures,
        max(fetched_at) FILTER (kind <> 'failure') AS last_success,
        max(fetched_at) FILTER (kind = 'failure') AS last_failure
    FROM store.captures, s
    GROUP BY source
),
known AS (
    SELECT source, count(*) AS articles, max(first_seen) AS last_new
    FROM store.articles
    GROUP BY source
),
days AS (
    SELECT source, ((s.today - DATE '1970-01-01') - epoch_us(first_seen) // 86400000000)::INTEGER AS age, count(*) AS new
    FROM store.articles, s
    WHERE first_seen > now - INTERVAL 28 DAY
    GROUP BY ALL
),
arrived AS (
    SELECT source, sum(new)::BIGINT AS arrived, map_from_entries(list((age, new))) AS ages FROM days GROUP BY source
),
found AS (
    SELECT
        source,
        bool_or(name = 'silent') AS silent,
        -- the first fields that the check `changed_shape` names, each at the beginning of a problem
        regexp_extract_all(any_value(sample) FILTER (name = 'changed_shape'), '(?:^|; )(\w+) in ', 1) AS changed,
        count(*) FILTER (level = 'fail') AS failed,
        count(*) FILTER (level = 'warn') AS warned
    FROM check_results
    WHERE run = (SELECT run FROM s)
    GROUP BY source
),
held AS (
    SELECT DISTINCT source FROM quarantine WHERE released_at IS NULL
),
named AS (
    SELECT source FROM read UNION SELECT source FROM known
    UNION SELECT source FROM found WHERE source <> '' UNION FROM held
),
delay AS (
    SELECT a.source, median(a.first_seen - c.published_at) AS delay
    FROM store.articles a JOIN store.contents c USING (content_id), s
    WHERE a.first_seen > now - INTERVAL 7 DAY AND c.published_at > now - INTERVAL 28 DAY
       
    GROUP BY a.source
)
SELECT
    source,
    coalesce(articles, 0) AS articles,
    list_transform(range(27, -1, -1), lambda age: coalesce(ages[age], 0)) AS arrivals,
    coalesce(arrived, 0) AS arrived,
    last_new,
    now - last_new AS lag,
    last_success,
    last_failure,
    coalesce(captures, 0) AS captures,
    coalesce(failures, 0) AS failures,
    delay,
    source IN (FROM held) AS held,
    coalesce(failed, 0) AS failed,
    coalesce(warned, 0) AS warned,
    articles IS NOT NULL AND coalesce(f.silent, false) AS silent,
    coalesce(f.changed, []) AS changed,
    articles IS NULL AS never
FROM s, named
LEFT JOIN read USING (source)
LEFT JOIN known USING (source)
LEFT JOIN arrived USING (source)
LEFT JOIN found f USING (source)
LEFT JOIN delay USING (source)
ORDER BY source
