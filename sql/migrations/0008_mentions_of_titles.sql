-- Names are read in the headline too: a mention says which part its offsets count in.
ALTER TABLE store.mentions ADD COLUMN part VARCHAR DEFAULT 'text';
ALTER TABLE store.mentions ALTER part SET NOT NULL;
COMMENT ON COLUMN store.mentions.part IS 'text or title: where its offsets count';
COMMENT ON COLUMN store.mentions.start IS 'offset of its first character in that part';
COMMENT ON COLUMN store.mentions."end" IS 'offset behind its last character in that part';
COMMENT ON TABLE store.mentions IS 'One row a name in a text or its headline.';
