-- The earliest and the latest run of what several brought (`again`), and what thereby may count now:
-- a reading that has a rival, of the same capture by the same version.
CREATE OR REPLACE TEMP TABLE spans AS
SELECT id, min(run) AS first_run, max(run) AS last_run
FROM store.brought_again
WHERE id IN (SELECT id FROM again)
GROUP BY id;

UPDATE store.captures c SET run = s.first_run
FROM spans s WHERE s.id = c.capture_id AND s.first_run <> c.run;

-- Mostly nothing was brought twice; what joins the small tables then reads nothing of the large ones.
CREATE OR REPLACE TEMP TABLE moved AS
SELECT o.observation_id, o.capture_id, o.version
FROM store.observations o JOIN spans s ON s.id = o.observation_id
WHERE s.last_run <> o.latest_run;

CREATE OR REPLACE TEMP TABLE rivals AS
SELECT m.observation_id
FROM moved m JOIN store.observations o ON o.capture_id = m.capture_id AND o.version = m.version
GROUP BY m.observation_id HAVING count(*) > 1;

UPDATE store.observations o SET run = s.first_run, latest_run = s.last_run
FROM spans s WHERE s.id = o.observation_id AND (s.first_run, s.last_run) <> (o.run, o.latest_run);

DELETE FROM store.brought_again WHERE id IN (SELECT id FROM spans WHERE first_run = last_run);
