-- What an outlet has to do with what it tells is a kind of note of its own.
COMMENT ON COLUMN store.corrections.kind IS 'correction, update, clarification, editor''s note or disclosure';
