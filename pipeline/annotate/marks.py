"""Quotation marks: which stretches of a text stand between them.

Marks are paired a paragraph at a time. A quotation that runs over paragraphs is re-opened by a
mark at the start of each and closed once, at its end; there each paragraph is a stretch of its
own. Kinds of marks: “ ”, " ", « » (and » «), „ “, „ ”, ” ”, ‹ ›, ‚ ‘, ‘ ’, ' ' and 「 」 『 』.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.record import Block

MARK = re.compile("``|''|[\"“”„‟«»‹›‘’‚'「」『』]")
CLOSERS = {
    "“": '”"',
    "„": '“”"',
    "‟": "”",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹",
    "‘": "’",
    "‚": "‘’",
    "'": "'",
    '"': '"”',
    "”": "”",
    "「": "」",
    "『": "』",
    "``": ("''",),
    "''": ("''",),
}
_NEAR = 40  # marks behind a single opening one among which its closing one is looked for
SINGLE = "‘‚'‹›『"
# Shortened words that begin with an apostrophe.
ELIDED = re.compile(r"(?:\d0s|em|tis|twas|til|cause|n|round|bout)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """``[start, end)`` between the marks, ``[outer, outer_end)`` with them.

    ``open_end`` says that the paragraph ended before the closing mark, ``continues`` that the
    stretch takes up one which the paragraph before left open. ``single`` marks are ‘ ’ and kin.
    """

    start: int
    end: int
    outer: int
    outer_end: int
    paragraph: int
    single: bool = False
    open_end: bool = False
    continues: bool = False


def pair_marks(text: str, blocks: Sequence[Block]) -> list[list[Span]]:
    """The outermost quoted stretches of each block, in order."""
    found: list[list[Span]] = []
    carried = False
    for index, block in enumerate(blocks):
        spans, left_open = _pair(text, block.start, block.end, index, carried)
        if left_open:
            after = blocks[index + 1] if index + 1 < len(blocks) else None
            goes_on = after is not None and text[after.start : after.start + 1] in '“"«„‘'
            last = spans[-1]
            if not goes_on and last.outer != block.start and not last.continues:
                spans.pop()  # a mark that nothing closes
            carried = goes_on
        else:
            carried = False
        found.append(spans)
    return found


def _pair(
    text: str, begin: int, end: int, paragraph: int, carried: bool
) -> tuple[list[Span], bool]:
    spans: list[Span] = []
    opened: tuple[int, int, str] | None = None  # outer, start, mark
    marks = [
        m
        for m in MARK.finditer(text, begin, end)
        if not _apostrophe(text, m.start(), m.group(), begin, end)
    ]
    for position, m in enumerate(marks):
        mark, at, after = m.group(), m.start(), m.end()
        if opened is None:
            opener = mark in CLOSERS and _may_open(text, at, after, begin, end, mark)
            if opener and (mark not in SINGLE or _closes_later(text, marks, position, end)):
                opened = (at, after, mark)
            continue
        outer, start, kind = opened
        if mark in CLOSERS[kind] and _may_close(text, at, after, begin, end, mark, kind):
            first = not spans and carried and outer == begin
            low, high = _bare(text, start, at)
            if low < high:
                spans.append(
                    Span(low, high, outer, after, paragraph, kind in SINGLE, continues=first)
                )
            opened = None
        elif mark == kind and kind not in SINGLE and _may_open(text, at, after, begin, end, mark):
            opened = (at, after, mark)  # the mark before was never closed
    if opened is None:
        return spans, False
    outer, start, kind = opened
    if kind in SINGLE or start >= end:
        return spans, False
    first = not spans and carried and outer == begin
    low, high = _bare(text, start, end)
    if low >= high:
        return spans, False
    spans.append(Span(low, high, outer, end, paragraph, open_end=True, continues=first))
    return spans, True


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the blanks inside the marks: ``« oui »``."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _apostrophe(text: str, at: int, mark: str, begin: int, end: int) -> bool:
    """Whether a single mark is an apostrophe: inside a word, or before an elided one."""
    if mark not in "’'‘":
        # inches and seconds: 6'2", 12"
        return (
            mark == '"'
            and at > begin
            and text[at - 1].isdigit()
            and not (at + 1 == end or not text[at + 1].isalnum())
        )
    before = text[at - 1] if at > begin else " "
    after = text[at + 1] if at + 1 < end else " "
    if before.isalnum() and after.isalnum():
        return True
    if before.isdigit() and mark == "'":
        return True
    return after.isalnum() and ELIDED.match(text, at + 1) is not None


def _may_open(text: str, at: int, after: int, begin: int, end: int, mark: str) -> bool:
    if mark in "“„«「『‚‹":
        return True
    before = text[at - 1] if at > begin else " "
    follows = text[after] if after < end else " "
    if follows.isspace() and mark not in "»":
        return False
    return before.isspace() or before in "([{—–-―…/:“\"‘'"


def _may_close(text: str, at: int, after: int, begin: int, end: int, mark: str, kind: str) -> bool:
    if mark not in "\"'’”":
        return True
    before = text[at - 1]
    follows = text[after] if after < end else " "
    if mark == '"' and kind in '"“':
        return not (before.isspace() and follows.isalnum())
    if mark in "'’" and kind in "'‘‚":
        return not before.isspace() and not follows.isalnum()
    return True


def _closes_later(text: str, marks: Sequence[re.Match[str]], position: int, end: int) -> bool:
    """Whether a single opening mark has a closing one that is no possessive's apostrophe."""
    start, kind = marks[position].end(), marks[position].group()
    for m in marks[position + 1 : position + _NEAR]:
        if m.group() in CLOSERS[kind]:
            before, follows = text[m.start() - 1], text[m.end() : m.end() + 1]
            if before in ".,!?…;" or (before.isalnum() and not follows.isalnum()):
                return m.start() - start > 1
        if m.group() == kind and kind != "'":
            return False
    return False
