-- Court papers are a kind of citation of their own.
COMMENT ON COLUMN store.citations.kind IS 'media, agency, document, court papers, statement or poll';
COMMENT ON COLUMN store.citations.cited IS 'what is cited; of a statement, whose it is';
