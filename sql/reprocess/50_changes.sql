-- By source and field: how many values changed, and how far the confidence moved.
SELECT
    source,
    field,
    coalesce(d.changed, 0) AS changed,
    coalesce(d.gained, 0) AS gained, -- values where there were none
    coalesce(d.lost, 0) AS lost, -- none where there were values
    coalesce(m.moved, 0) AS confidence_moved,
    m.before AS confidence_before, -- mean of those that moved
    m.after AS confidence_after
FROM (
    SELECT source, field, count(*) AS changed, count(*) FILTER (before IS NULL) AS gained, count(*) FILTER (after IS NULL) AS lost
    FROM reprocess.differences GROUP BY ALL
) d
FULL JOIN (
    SELECT source, field, count(*) AS moved, avg(before) AS before, avg(after) AS after
    FROM reprocess.moves GROUP BY ALL
) m USING (source, field)
ORDER BY source, changed DESC, field
