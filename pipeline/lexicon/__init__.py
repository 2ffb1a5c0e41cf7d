"""Lexicon: what Broadsheet knows about news, as data."""
