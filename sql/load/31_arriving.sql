-- The texts that a load brings.
CREATE OR REPLACE TEMP TABLE arriving AS SELECT text_id FROM new_texts;
CREATE OR REPLACE TEMP TABLE leaving AS SELECT text_id FROM new_texts LIMIT 0;
