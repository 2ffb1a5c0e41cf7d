-- Numbers, names or headlines changed without a note
SELECT source, title, url, revision FROM stealth_edits WHERE headline OR numbers OR names ORDER BY url, revision
