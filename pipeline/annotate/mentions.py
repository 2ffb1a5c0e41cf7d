"""Mentions: every occurrence of a person, an organisation or a place by name."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.annotate.name import Name
from pipeline.record import Mention


def to_mentions(text: str, names: Iterable[Name], *, part: str = "text") -> tuple[Mention, ...]:
    """The rows of the names that have a kind; ``text`` is that of the part."""
    return tuple(
        Mention(
            name=name.canonical or name.text,
            kind=name.kind,
            mention=text[name.start : name.end],
            country=name.country if name.kind == "place" else None,
            part=part,
            start=name.start if part == "text" else None,
            end=name.end if part == "text" else None,
        )
        for name in names
        if name.kind is not None
    )
