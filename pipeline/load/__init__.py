"""Load: Parquet parts -> the warehouse -> the published snapshot."""
