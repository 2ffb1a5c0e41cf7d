"""Two states of an article side by side: paragraphs aligned, changed words marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

_WORDS = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")

LONGEST = 4000
"""Words beyond which a changed paragraph is shown whole: the comparison is quadratic."""

SIMILAR = 0.4
"""Share of common words from which two paragraphs count as one that changed."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words of one side; ``changed`` when the other side lacks them."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph on both sides; ``kind`` is same, changed, added or removed."""

    kind: str
    before: tuple[Span, ...]
    after: tuple[Span, ...]


def compare_lines(before: str | None, after: str | None) -> list[Line]:
    """The one line of two headlines or standfirsts; they stand side by side however they differ.

    >>> [line.kind for line in compare_lines("Rain", "Quite another thing")]
    ['changed']
    """
    before, after = before or "", after or ""
    if before == after:
        return [Line("same", _whole(before, False), _whole(after, False))] if before else []
    spans = _words(before, after) or (_whole(before, True), _whole(after, True))
    return [Line("changed", *spans)]


def compare(before: str, after: str) -> list[Line]:
    """The lines of two texts whose paragraphs are joined by blank lines.

    >>> [line.kind for line in compare("One two.\\n\\nGone now.", "One three.\\n\\nNew here.")]
    ['changed', 'removed', 'added']
    """
    old, new = (text.split("\n\n") if text else [] for text in (before, after))
    lines: list[Line] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            lines += [Line("same", _whole(p, False), _whole(p, False)) for p in old[i:j]]
        else:
            lines += _replaced(old[i:j], new[k:m])
    return lines


def _replaced(old: list[str], new: list[str]) -> Iterator[Line]:
    for before, after in zip_longest(old, new):
        if before is not None and after is not None:
            spans = _words(before, after)
            if spans is not None:
                yield Line("changed", *spans)
                continue
        if before is not None:
            yield Line("removed", _whole(before, True), ())
        if after is not None:
            yield Line("added", (), _whole(after, True))


def _words(before: str, after: str) -> tuple[tuple[Span, ...], tuple[Span, ...]] | None:
    """Both sides word by word, or None where they have too little in common."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if max(len(old), len(new)) > LONGEST:
        return None
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < SIMILAR:
        return None
    left: list[Span] = []
    right: list[Span] = []
    for kind, i, j, k, m in matcher.get_opcodes():
        changed = kind != "equal"
        if i < j:
            left.append(Span("".join(old[i:j]), changed))
        if k < m:
            right.append(Span("".join(new[k:m]), changed))
    return tuple(left), tuple(right)


def _whole(text: str, changed: bool) -> tuple[Span, ...]:
    return (Span(text, changed),)
