-- Which state of the warehouse the snapshot shows, and since when.
SELECT build AS build_id, built_at AS published_at, run FROM snapshot
