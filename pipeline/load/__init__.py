"""Load: Parquet parts into the warehouse, checks over it, and the snapshot that everybody reads."""
