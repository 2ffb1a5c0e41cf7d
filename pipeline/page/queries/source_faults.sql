-- As `sql/page/source_faults.sql` counted it when the snapshot was made.
SELECT * FROM page.source_faults WHERE $source IS NULL OR source = $source ORDER BY failures DESC, error_class
