-- Whose pictures are shown?
SELECT coalesce(agency, photographer, credit) AS credited, count(*) AS pictures, count(DISTINCT article_id) AS articles
FROM images WHERE credit IS NOT NULL OR photographer IS NOT NULL OR agency IS NOT NULL
GROUP BY credited ORDER BY pictures DESC, credited LIMIT 30
