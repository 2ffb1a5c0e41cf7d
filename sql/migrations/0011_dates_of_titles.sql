-- Dates are read in the headline too, and say what their days rest on. Offsets count in the text
-- alone: what stands in a headline has none, so that nobody cuts the text at them.
ALTER TABLE store.dates_mentioned ADD COLUMN basis VARCHAR;
ALTER TABLE store.dates_mentioned ADD COLUMN confidence FLOAT;
ALTER TABLE store.dates_mentioned ADD COLUMN part VARCHAR DEFAULT 'text';
ALTER TABLE store.dates_mentioned ALTER part SET NOT NULL;
ALTER TABLE store.dates_mentioned ALTER start DROP NOT NULL;
ALTER TABLE store.dates_mentioned ALTER "end" DROP NOT NULL;
ALTER TABLE store.mentions ALTER start DROP NOT NULL;
ALTER TABLE store.mentions ALTER "end" DROP NOT NULL;
UPDATE store.mentions SET start = NULL, "end" = NULL WHERE part = 'title';
COMMENT ON TABLE store.dates_mentioned IS 'One row an expression of a date in a text or its headline.';
COMMENT ON COLUMN store.dates_mentioned.basis IS 'what its days rest on: written (in full), or counted from the day that was published, inferred or fetched; null where they stay open';
COMMENT ON COLUMN store.dates_mentioned.confidence IS '0 to 1; lower where its days are counted from an inferred day or that of a fetch';
COMMENT ON COLUMN store.dates_mentioned.part IS 'text or title: where it stands';
COMMENT ON COLUMN store.dates_mentioned.start IS 'offset of its first character in the text; null for the title';
COMMENT ON COLUMN store.dates_mentioned."end" IS 'offset behind its last character in the text; null for the title';
COMMENT ON COLUMN store.mentions.part IS 'text or title: where it stands';
COMMENT ON COLUMN store.mentions.start IS 'offset of its first character in the text; null for the title';
COMMENT ON COLUMN store.mentions."end" IS 'offset behind its last character in the text; null for the title';
