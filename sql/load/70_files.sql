-- The parts that hold new contents, and their numbers there.
SELECT filename, min(content_id), max(content_id) FROM new_contents GROUP BY filename ORDER BY 2
