"""Broadsheet: news articles in, tables out."""

__version__ = "0.1.0"
