"""Extract: the fields that stand in the page, each with where it came from."""
