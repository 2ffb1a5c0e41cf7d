-- As `sql/page/today_days.sql` counted it when the snapshot was made.
FROM page.today_days
