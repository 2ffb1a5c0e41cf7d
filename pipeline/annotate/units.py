"""A paragraph as a row of units: words and punctuation, each quoted stretch one unit of its own.

Reported speech is read on this row, so nothing inside a quotation is taken for the words around
it. The tokenizer serves the whole folder.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from pipeline.annotate.marks import Span
from pipeline.annotate.tags import tags_of
from pipeline.lexicon.load import words

_LONGEST = 300  # units from which on a sentence is cut: nobody writes such, and time would grow
QUOTE = "\0"  # the unit that stands for a quoted stretch


@cache
def token_pattern() -> re.Pattern[str]:
    """Words (with inner hyphens and apostrophes), 's apart, abbreviations with their stop: group 1.

    Most are plain words between blanks, so that is tried first; the blanks behind are taken along.
    """
    short = "|".join(
        sorted(map(re.escape, words("english", "abbreviations")), key=len, reverse=True)
    )
    return re.compile(
        rf"""([A-Za-z]+(?=[ ,])
        |(?:[A-Z]\.(?:\ ?(?=[A-Z]\.)|))+(?=[\s,;:)\]'’—-]|\Z)
        |[DRI]-(?:(?:[A-Z]\.)+|[A-Z][a-z]+\.?)(?=[\s,)])
        |(?:{short})\.(?=[\s,)—'’])
        |\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s|m|bn|pm|am)?\b%?
        |['’](?:s|re|ve|ll|d|m)\b
        |[^\W_]+(?:[-‑&@][^\W_]+|['’](?!(?:s|re|ve|ll|d|m)\b)[^\W_]+|\.(?=(?:com|org|net|gov|co|uk)\b)[^\W_]+)*
        |\.\.\.+|--+
        |[^\w\s]|_)\s*""",
        re.VERBOSE,
    )


@dataclass(slots=True)
class Units:
    """Parallel lists; ``low`` is the lower-cased word, ``tag`` its bits (``annotate/tags.py``),
    ``quote`` the index of a span or -1."""

    raw: list[str] = field(default_factory=list)
    low: list[str] = field(default_factory=list)
    tag: list[int] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    quote: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.raw)


def read_units(
    text: str, start: int, end: int, spans: Sequence[Span], titles: Sequence[bool] = ()
) -> Units:
    """The units of ``text[start:end]``; ``titles`` says which spans are words like others."""
    units = Units()
    position = start
    for index, span in enumerate(spans):
        if titles and titles[index]:
            _words(units, text, position, span.outer)
            _words(units, text, span.start, span.end)
            position = span.outer_end
            continue
        _words(units, text, position, span.outer)
        units.raw.append(QUOTE + text[span.end - 1])  # with its last character
        units.low.append(QUOTE)
        units.tag.append(0)
        units.start.append(span.outer)
        units.end.append(span.outer_end)
        units.quote.append(index)
        position = span.outer_end
    _words(units, text, position, end)
    return units


def _words(units: Units, text: str, start: int, end: int) -> None:
    if start >= end:
        return
    raw: list[str] = token_pattern().findall(text, start, end)
    low = [word.lower() for word in raw]
    units.raw += raw
    units.low += low
    units.tag += tags_of(raw, low)
    units.quote += [-1] * len(raw)
    for word in raw:  # only blanks stand between them
        start = text.index(word, start)
        units.start.append(start)
        start += len(word)
        units.end.append(start)


def split_sentences(units: Units, text: str, spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Unit ranges of the sentences; a quotation is never cut.

    A quotation ends its sentence where its own words end in a full stop and no verb of
    reporting can follow: after ``?`` and ``!`` the sentence goes on (``"Why?" she asked``).
    """
    sentences: list[tuple[int, int]] = []
    begin, count = 0, len(units)
    for at in range(count):
        may_end = units.quote[at] >= 0 or units.raw[at][-1] in ".!?…"
        end = _sentence_end(units, text, spans, at) if may_end else None
        if end is None and at + 1 - begin >= _LONGEST:
            end = at + 1
        if end is not None and end > begin:
            sentences.append((begin, end))
            begin = end
    if begin < count:
        sentences.append((begin, count))
    return sentences


def _sentence_end(units: Units, text: str, spans: Sequence[Span], at: int) -> int | None:
    """Where the sentence ends if the unit at ``at`` ends one."""
    raw, count, end = units.raw, len(units), at + 1
    if units.quote[at] >= 0:
        span = spans[units.quote[at]]
        last = text[span.end - 1]
        if not span.open_end and last not in ".…”’":
            return None
        if last in "”’" and text[span.end - 2] not in ".…":
            return None
    elif raw[at] in (".", "!", "?", "...", "…"):
        while end < count and raw[end] in (")", "]", ".", "!", "?", "’", "'"):
            end += 1
    elif raw[at][-1] == "." and end < count:
        return end if raw[end] in words("english", "openers") else None
    else:
        return None
    return end if end >= count or _opens_sentence(units, end) else None


def _opens_sentence(units: Units, at: int) -> bool:
    first = units.raw[at][0]
    if units.start[at] == units.end[at - 1] and first != QUOTE:  # "HALV.OL"
        return False
    return first == QUOTE or not (first.islower() or first in ",;:)")
