"""Stretches of reported speech: rows of quotes to be, before names are resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.annotate.contents import Range
from pipeline.annotate.marks import Span
from pipeline.annotate.phrases import ARTICLES
from pipeline.annotate.subjects import Phrase
from pipeline.annotate.units import Units

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_CODE = re.compile(r"[{}=<>|\\]")  # signs of programs and markup
_UNSPACED = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")  # kana and Chinese characters
_ENOUGH_CHARACTERS = 8
_NAME = re.compile(r" [A-Z][a-z]+")
_TRAILING = frozenset({",", ".", ":", ";", "—", "–", "and", "but", "as", "while", "--"})


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks, as offsets in the text; ``apposition`` stands beside the name."""

    start: int
    end: int
    apposition: Range | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """``[start, end)`` of the text, with the source and verb of its frame.

    The stretches of one utterance share ``group``.
    """

    start: int
    end: int
    kind: str
    paragraph: int
    group: int
    source: Source | None
    verb: Range | None


@dataclass(frozen=True, slots=True)
class Attribution:
    """A frame's source and verb, whether or not what it reports became a row of its own."""

    paragraph: int
    source: Source
    verb: Range


@dataclass(frozen=True, slots=True)
class Speech:
    """What is said in an article, in order of the text, and by which frames."""

    stretches: tuple[Stretch, ...]
    attributions: tuple[Attribution, ...]

    @property
    def sources(self) -> list[Source]:
        """All who are said to speak, in order of the text, none twice."""
        every = [a.source for a in self.attributions]
        every += [s.source for s in self.stretches if s.source is not None]
        return sorted(set(every), key=lambda s: (s.start, s.end))


def source_of(units: Units, phrase: Phrase | None) -> Source | None:
    """The offsets of a phrase."""
    if phrase is None:
        return None
    apposition = None
    if phrase.apposition:
        first, behind = phrase.apposition
        apposition = (units.start[first], units.end[behind - 1])
    return Source(units.start[phrase.start], units.end[phrase.end - 1], apposition)


def ranges_of(
    units: Units, spans: Sequence[Span], text: str, content: Range, *, alone: bool
) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of the rows of one content; ``alone`` says that its frame has no other.

    Quotations alone give a row each, without their marks; a clause is one row with all it holds.
    """
    first, behind = content
    while behind > first and units.low[behind - 1] in _TRAILING:
        behind -= 1
    while first < behind and units.low[first] in (",", ":", ";", "—", "–", "--"):
        first += 1
    if first >= behind:
        return
    quoted = [units.quote[at] for at in range(first, behind) if units.quote[at] >= 0]
    loose = any(units.quote[at] < 0 and units.raw[at][0].isalnum() for at in range(first, behind))
    if quoted and not loose:
        for number in quoted:
            span = spans[number]
            whole = text[span.start].isupper() or text[span.end - 1] in ",.?!"
            yield span.start, span.end, "direct" if whole else "partial"
    elif quoted or not alone or not _empty(units, first, behind):
        kind = "partial" if quoted else "indirect"
        yield units.start[first], units.end[behind - 1], kind


def _empty(units: Units, first: int, behind: int) -> bool:
    """``this`` of "denied this", ``the charges``: it tells nothing of what was said."""
    size = behind - first
    return size < 2 or (size == 2 and units.low[first] in ARTICLES)


def speech_like(text: str, span: Span) -> bool:
    """Whether a quotation without a frame is speech: some words, begun like a sentence.

    Scare quotes and titles of works are shorter, or have every word with a capital. Where words
    are written without blanks, characters are counted.
    """
    if _CODE.search(text, span.start, span.end):
        return False
    found = _WORD.findall(text, span.start, span.end)
    if _UNSPACED.search(text, span.start, span.end):
        return len(_UNSPACED.findall(text, span.start, span.end)) >= _ENOUGH_CHARACTERS
    if len(found) < 4 or titled(found):
        return False
    return (
        len(found) >= 6
        or text[span.end - 1] in ".,!?"
        or text[span.outer_end : span.outer_end + 1] == ","
    )


def titled(found: Sequence[str]) -> bool:
    """Whether the words are written like the title of a work."""
    if not 2 <= len(found) <= 8 or not found[0][0].isupper() or all(w.isupper() for w in found):
        return False
    long = [word for word in found if len(word) > 3]
    capitals = sum(word[0].isupper() for word in found)
    return capitals >= 2 and all(word[0].isupper() for word in long)


def is_title(text: str, span: Span) -> bool:
    """Whether a quotation amid running words is a title or a nickname.

    ``on CNN's “State of the Union”``, ``Marcia “Cia” Price``
    """
    before = text[max(0, span.outer - 2) : span.outer]
    if not before[:1].isalnum() or before[1:] != " ":
        return False
    found = _WORD.findall(text, span.start, span.end)
    nickname = len(found) == 1 and found[0][0].isupper() and _NAME.match(text, span.outer_end)
    return bool(nickname) or titled(found)


def between_marks(text: str, marks: Sequence[Sequence[Span]]) -> Iterator[Stretch]:
    """What stands between quotation marks and is like speech, with no source."""
    group = -1
    for index, spans in enumerate(marks):
        for span in spans:
            if speech_like(text, span):
                group += not span.continues or group < 0
                yield Stretch(span.start, span.end, "direct", index, group, None, None)


def apart(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """In order of the text, groups numbered anew; of two that overlap the one with a source,
    else the longer, stays."""
    best = sorted(stretches, key=lambda s: (s.source is None, s.start - s.end, s.start))
    kept: list[Stretch] = []
    taken: dict[int, list[Stretch]] = {}
    for stretch in best:
        beside = taken.setdefault(stretch.paragraph, [])
        if all(stretch.end <= other.start or other.end <= stretch.start for other in beside):
            beside.append(stretch)
            kept.append(stretch)
    numbers: dict[int, int] = {}
    for stretch in sorted(kept, key=lambda s: s.start):
        yield replace(stretch, group=numbers.setdefault(stretch.group, len(numbers)))
