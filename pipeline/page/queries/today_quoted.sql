-- As `sql/page/today_quoted.sql` counted it when the snapshot was made.
FROM page.today_quoted
