"""Archives of articles as tables: JSON lines, CSV and Parquet."""
