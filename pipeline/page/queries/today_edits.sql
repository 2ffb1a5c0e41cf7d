-- As `sql/page/today_edits.sql` counted it when the snapshot was made.
FROM page.today_edits
