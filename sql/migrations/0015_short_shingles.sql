-- Half the bytes of a shingle's hash tell it from others well enough: three have to meet. Each load
-- reads all of them.
ALTER TABLE store.sketches ALTER shingle TYPE INTEGER USING (shingle & 2147483647)::INTEGER;
COMMENT ON COLUMN store.sketches.shingle IS '31 bits of a hash of three folded words; about one in sixteen is kept';
