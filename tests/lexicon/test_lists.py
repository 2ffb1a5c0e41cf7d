"""Every list of the lexicon: no duplicate, no way of writing that stands for two."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import pipeline.lexicon

FOLDER = Path(pipeline.lexicon.__file__).parent


def lists(value: Any, name: str = "") -> list[tuple[str, list[str]]]:
    """Every list of strings in a TOML document, with its path."""
    if isinstance(value, list):
        return [(name, value)] if all(isinstance(v, str) for v in value) else []
    if isinstance(value, dict):
        return [found for key, inner in value.items() for found in lists(inner, f"{name}.{key}")]
    return []


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda p: p.stem)
def test_toml_lists_hold_no_duplicate(path: Path) -> None:
    for name, entries in lists(tomllib.loads(path.read_text(encoding="utf-8"))):
        assert len(entries) == len(set(entries)), name


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda p: p.stem)
def test_word_lists_hold_no_duplicate(path: Path) -> None:
    entries = [
        line
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    assert len(entries) == len(set(entries))
    assert all(entry.strip() == entry for entry in entries)


def test_no_way_to_write_an_agency_stands_for_two() -> None:
    groups = tomllib.loads((FOLDER / "agencies.toml").read_text(encoding="utf-8"))
    written = [
        way
        for group in groups.values()
        for name, variants in group.items()
        for way in (name, *variants)
    ]
    assert len(written) == len(set(written)), sorted(w for w in written if written.count(w) > 1)
    assert all(len(way) <= 40 for way in written)
