-- Small segments of the search index are merged a span of stems at a time, so that no load waits for a
-- whole merge.
ALTER TABLE store.search_segments ADD COLUMN joins INTEGER;
ALTER TABLE store.search_segments ADD COLUMN moved USMALLINT DEFAULT 0;
COMMENT ON COLUMN store.search_segments.joins IS 'the segment that its postings move to, while they do';
COMMENT ON COLUMN store.search_segments.moved IS 'of 256 equal spans of stems, how many have moved there';
