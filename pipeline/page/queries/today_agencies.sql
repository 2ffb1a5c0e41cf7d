-- As `sql/page/today_agencies.sql` counted it when the snapshot was made.
FROM page.today_agencies
