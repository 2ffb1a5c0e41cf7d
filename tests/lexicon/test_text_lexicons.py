"""The word lists of the fields inside the text: no entry twice, none glued to another."""

from __future__ import annotations

from pipeline.annotate.gazetteer import lines, places
from pipeline.lexicon.load import entries, toml


def test_lists_hold_no_entry_twice() -> None:
    for key, value in toml("english").items():
        assert isinstance(value, str)
        listed = entries(value)
        assert len(listed) == len(set(listed)), key
        assert all(len(entry.split()) <= 4 for entry in listed), key


def test_organisations_are_whole_lines() -> None:
    for key in ("known", "media"):
        names = [name for line in lines("organisations", key) for name in line]
        assert len(names) == len(set(names)), key
        assert all("=" not in name and "," not in name for name in names), key


def test_places_have_countries() -> None:
    assert places()["Kyiv"].country == "UA"
    assert places()["Mobile"].sure is False
