-- As `sql/page/reject_reasons.sql` counted it when the snapshot was made.
SELECT * FROM page.reject_reasons WHERE $source IS NULL OR source = $source ORDER BY documents DESC, reason, source
