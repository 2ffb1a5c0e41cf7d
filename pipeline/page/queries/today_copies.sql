-- As `sql/page/today_copies.sql` counted it when the snapshot was made.
FROM page.today_copies
