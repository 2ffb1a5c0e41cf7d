-- The smallest segments of the search index begin to be merged, as many as make one of
-- getvariable('most') contents.
UPDATE store.search_segments
SET joins = (SELECT max(segment) + 1 FROM store.search_segments)
WHERE segment IN (
    SELECT segment FROM store.search_segments WHERE contents < getvariable('small')
    QUALIFY sum(contents) OVER (ORDER BY contents, segment) <= getvariable('most')
);
