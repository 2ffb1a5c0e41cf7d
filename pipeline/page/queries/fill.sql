-- As `sql/page/fill.sql` counted it when the snapshot was made.
SELECT * FROM page.fill WHERE $source IS NULL OR source = $source ORDER BY source, field
