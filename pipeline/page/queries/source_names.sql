-- The names of all sources, for forms.
SELECT DISTINCT source FROM store.articles ORDER BY source
