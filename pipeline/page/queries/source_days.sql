-- As `sql/page/source_days.sql` counted it when the snapshot was made.
SELECT * EXCLUDE (source) FROM page.source_days WHERE source = $source ORDER BY day
