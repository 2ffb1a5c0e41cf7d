"""Addresses that were taken down: ``state/forgotten``, which ``broadsheet forget`` writes."""

from __future__ import annotations

from pipeline.settings import Home


def forgotten(home: Home) -> frozenset[str]:
    """The ids of the addresses that are not to be read again."""
    try:
        return frozenset(home.forgotten.read_text("utf-8").split())
    except FileNotFoundError:
        return frozenset()
