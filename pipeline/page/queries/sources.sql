-- As `sql/page/sources.sql` counted it when the snapshot was made.
SELECT * FROM page.sources WHERE $source IS NULL OR source = $source ORDER BY source
