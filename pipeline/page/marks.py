"""Passages marked in a text: overlapping ranges cut into pieces that a template can nest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks.

    ``quote`` is the row of the quotation it belongs to, ``name`` the row of the mention;
    ``begins`` and ``ends`` say whether the quotation does so here.
    """

    text: str
    quote: dict[str, Any] | None = None
    name: dict[str, Any] | None = None
    begins: bool = False
    ends: bool = False


def pieces(
    text: str,
    start: int,
    end: int,
    quotes: Iterable[dict[str, Any]],
    names: Iterable[dict[str, Any]],
) -> list[Piece]:
    """``text[start:end]`` cut at the borders of the quotations and mentions that touch it.

    Where quotations overlap the later one wins; a piece belongs to one of each at most.

    >>> q = {"start": 0, "end": 4}
    >>> [(p.text, bool(p.quote), p.begins, p.ends) for p in pieces("Yes, he", 0, 7, [q], [])]
    [('Yes,', True, True, True), (' he', False, False, False)]
    """
    here_quotes = [q for q in quotes if q["start"] < end and q["end"] > start]
    here_names = [n for n in names if n["start"] < end and n["end"] > start]
    borders = {start, end}
    for row in (*here_quotes, *here_names):
        borders.update(edge for edge in (row["start"], row["end"]) if start < edge < end)
    edges = sorted(borders)
    found = []
    for left, right in pairwise(edges):
        quote = _covering(here_quotes, left)
        found.append(
            Piece(
                text[left:right],
                quote,
                _covering(here_names, left),
                begins=quote is not None and left == max(quote["start"], start),
                ends=quote is not None and right == min(quote["end"], end),
            )
        )
    return found


def _covering(rows: list[dict[str, Any]], position: int) -> dict[str, Any] | None:
    covering = [row for row in rows if row["start"] <= position < row["end"]]
    return covering[-1] if covering else None
