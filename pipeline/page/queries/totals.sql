-- As `sql/page/totals.sql` counted it when the snapshot was made.
FROM page.totals
