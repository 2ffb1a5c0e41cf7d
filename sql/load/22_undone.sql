-- What others brought too stays when the run getvariable('run') is undone: `21_runs.sql` gives it to them.
CREATE OR REPLACE TEMP TABLE again AS
SELECT id FROM store.brought_again WHERE run = getvariable('run');

DELETE FROM store.brought_again WHERE run = getvariable('run');
