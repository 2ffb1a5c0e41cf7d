"""The words of a search, and the passages of a text that have them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

_TERM = re.compile(r'"([^"]+)"|(\S+)')

MOST = 8
"""Terms of a question that count; more are ignored."""

AROUND = 110
"""Characters shown before and after the first term found."""


def terms(question: str) -> list[str]:
    """The words and quoted phrases of a question, folded, each once.

    >>> terms('Élan "Port  authority" élan')
    ['elan', 'port authority']
    """
    found = (phrase or word.strip('"') for phrase, word in _TERM.findall(question))
    folded = (" ".join(fold(term).split()) for term in found)
    return list(dict.fromkeys(term for term in folded if term))[:MOST]


def fold(text: str) -> str:
    """Lower case without accents, character for character, so that offsets stay."""
    if text.isascii():
        return text.lower()
    return "".join(unicodedata.normalize("NFD", c)[0].lower()[:1] for c in text)


def passage(text: str, wanted: Iterable[str]) -> list[tuple[str, bool]]:
    """The stretch around the first of the terms, as pieces (text, is a term).

    >>> passage("The mill reopens.", ["mill"])
    [('The ', False), ('mill', True), (' reopens.', False)]
    """
    hits = sorted(_hits(fold(text), wanted))
    if not hits:
        return []
    start = max(0, hits[0][0] - AROUND)
    end = min(len(text), hits[0][1] + AROUND)
    # Whole words at both ends.
    start = (start and text.find(" ", start, hits[0][0]) + 1) or start
    end = max(hits[0][1], text.rfind(" ", hits[0][1], end)) if end < len(text) else end
    pieces: list[tuple[str, bool]] = [("… ", False)] if start else []
    position = start
    for left, right in hits:
        if left < position or right > end:
            continue
        if left > position:
            pieces.append((text[position:left], False))
        pieces.append((text[left:right], True))
        position = right
    if position < end:
        pieces.append((text[position:end], False))
    return [*pieces, (" …", False)] if end < len(text) else pieces


def _hits(folded: str, wanted: Iterable[str]) -> Iterator[tuple[int, int]]:
    for term in wanted:
        for match in re.finditer(re.escape(term), folded):
            yield match.span()
