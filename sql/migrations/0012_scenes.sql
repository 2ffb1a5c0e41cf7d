-- Where and when a photograph was taken, by its caption.
ALTER TABLE store.images ADD COLUMN place VARCHAR;
ALTER TABLE store.images ADD COLUMN taken DATE;
COMMENT ON COLUMN store.images.place IS 'where it was taken, by its caption';
COMMENT ON COLUMN store.images.taken IS 'day on which it was taken, by its caption';
