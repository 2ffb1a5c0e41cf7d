-- The state of everything in one row; windows end when the snapshot was made.
SELECT
    (SELECT count(*) FROM store.articles) AS articles,
    (SELECT count(*) FROM store.articles WHERE first_seen > s.built_at - INTERVAL 1 DAY) AS articles_day,
    (SELECT max(first_seen) FROM store.articles) AS newest,
    (SELECT count(*) FROM captures WHERE kind = 'failure' AND fetched_at > s.built_at - INTERVAL 1 DAY)
        AS failures_day,
    (SELECT count(*) FROM captures WHERE fetched_at > s.built_at - INTERVAL 1 DAY) AS captures_day,
    (SELECT count(*) FROM check_results WHERE run = s.run) AS checks
FROM snapshot s
