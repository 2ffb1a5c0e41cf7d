"""The passage of a text that a search found, with the words that match."""

from __future__ import annotations

import re

from pipeline.commands.search import matches

AROUND = 110
"""Characters shown before and after the first match."""


def words(question: str) -> list[str]:
    """The words of a question."""
    return re.findall(r"\w+", question)


def marked(text: str, wanted: list[str]) -> list[tuple[str, bool]]:
    """The whole of ``text`` as pieces (text, matches).

    >>> marked("The mill reopens.", ["mill"])
    [('The ', False), ('mill', True), (' reopens.', False)]
    """
    pieces: list[tuple[str, bool]] = []
    position = 0
    for start, end in matches(text, wanted):
        if start > position:
            pieces.append((text[position:start], False))
        pieces.append((text[start:end], True))
        position = end
    return [*pieces, (text[position:], False)] if position < len(text) else pieces


def passage(text: str, wanted: list[str]) -> list[tuple[str, bool]]:
    """The stretch around the first match, cut between words; empty where nothing matches."""
    first = next(iter(matches(text, wanted)), None)
    if first is None:
        return []
    start = max(0, first[0] - AROUND)
    start = text.find(" ", start, first[0]) + 1 if start else 0
    end = min(len(text), first[1] + AROUND)
    end = max(first[1], text.rfind(" ", first[1], end)) if end < len(text) else end
    dots = ("… " if start else "", " …" if end < len(text) else "")
    pieces = [(dots[0], False), *marked(text[start:end], wanted), (dots[1], False)]
    return [(piece, hit) for piece, hit in pieces if piece]
