"""Discover: what there is to fetch or read. Source -> Ref."""
