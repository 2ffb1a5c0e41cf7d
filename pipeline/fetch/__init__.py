"""Fetch: every response as it came, in WARC files. Ref -> Capture."""
