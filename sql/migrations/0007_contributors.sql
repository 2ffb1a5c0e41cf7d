-- A line of contributors may name people only: its credit has no agency.
ALTER TABLE store.wire_credits ALTER agency DROP NOT NULL;
COMMENT ON COLUMN store.wire_credits.agency IS 'the agency; null where the line names people only';
