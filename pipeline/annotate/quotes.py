"""Reported speech of an article: stretches with their source, before names are resolved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.annotate.attribution import Report, find_reports, first_subject
from pipeline.annotate.marks import Span
from pipeline.annotate.phrases import Phrase
from pipeline.annotate.units import QUOTE, Units, read_units, split_sentences
from pipeline.record import Block

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
EDGE = " \t\n,;:—–-"


@dataclass(frozen=True, slots=True)
class Source:
    """Who speaks, as offsets in the text; ``apposition`` stands beside the name."""

    start: int
    end: int
    apposition: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """One row of quotes to be: ``[start, end)`` of the text, its frame's verb and source."""

    start: int
    end: int
    kind: str
    paragraph: int
    group: int
    source: Source | None
    verb: tuple[int, int] | None


@dataclass(slots=True)
class _State:
    """What the sentence before leaves to the next: the speaker who may go on."""

    group: int = -1
    source: Source | None = None
    verb: tuple[int, int] | None = None
    paragraph: int = -1
    open_end: bool = False


def read_quotes(
    text: str, blocks: Sequence[Block], marks: Sequence[Sequence[Span]], *, english: bool
) -> tuple[list[Stretch], list[tuple[int, Report, Units]]]:
    """The stretches of reported speech, and the frames (paragraph, report, units) behind them.

    Outside English only what stands between marks is taken, with no source.
    """
    stretches: list[Stretch] = []
    frames: list[tuple[int, Report, Units]] = []
    state = _State()
    groups = 0
    pending: list[Span] = []  # quotations still without a source, the paragraph before included
    for index, block in enumerate(blocks):
        spans = marks[index]
        if not english:
            for span in spans:
                if _sentence_like(text, span):
                    if not span.continues or not stretches:
                        groups += 1
                    stretches.append(
                        Stretch(span.start, span.end, "direct", index, groups - 1, None, None)
                    )
            continue
        units = read_units(text, block.start, block.end, spans)
        used: set[int] = set()
        lone: list[tuple[int, Span]] = []
        last_subject: Source | None = None
        paragraph_start = len(stretches)
        for low, high in split_sentences(units, text, spans):
            reports = find_reports(units, low, high)
            taken_here = False
            for report in reports:
                source = _source(units, report.source)
                verb = (units.start[report.verb[0]], units.end[report.verb[1] - 1])
                group = groups
                continued = (
                    pending
                    and pending[-1].open_end
                    and units.quote[report.contents[0][0]] == 0
                    and spans[0].continues
                )
                rows = []
                for a, b in report.contents:
                    rows += _rows(units, spans, text, a, b, index, group, source, verb, used)
                if not rows:
                    continue
                groups += 1
                frames.append((index, report, units))
                # quotations before it in the paragraph, or carried over from the one before
                if lone and (report.contents[0][0] == low and units.low[low] == QUOTE):
                    for _, span in lone:
                        stretches.append(
                            Stretch(span.start, span.end, "direct", index, group, source, verb)
                        )
                    lone.clear()
                if continued:
                    for span in pending:
                        where = span.paragraph
                        stretches.append(
                            Stretch(span.start, span.end, "direct", where, group, source, verb)
                        )
                    pending = []
                stretches += rows
                taken_here = True
                state = _State(group, source, verb, index)
            if taken_here:
                last_subject = state.source
                continue
            # no frame: quotations that go on, or stand for themselves
            for at in range(low, high):
                number = units.quote[at]
                if number < 0 or number in used:
                    continue
                span = spans[number]
                used.add(number)
                bare = _bare(units, low, high)
                if span.continues and state.open_end and state.paragraph == index - 1:
                    stretches.append(_going_on(span, state, index))
                    state.paragraph = index
                elif bare and state.paragraph == index and state.source is not None:
                    stretches.append(_going_on(span, state, index))
                elif not _sentence_like(text, span):
                    continue
                elif at > low and units.low[at - 1] in (":", ","):
                    phrase = first_subject(units, low, at)
                    source = _source(units, phrase) or last_subject
                    stretches.append(
                        Stretch(span.start, span.end, "direct", index, groups, source, None)
                    )
                    state = _State(groups, source, None, index)
                    groups += 1
                elif bare and last_subject is not None:
                    stretches.append(
                        Stretch(span.start, span.end, "direct", index, groups, last_subject, None)
                    )
                    state = _State(groups, last_subject, None, index)
                    groups += 1
                elif bare:
                    lone.append((at, span))
                else:
                    phrase = first_subject(units, low, at)
                    source = _source(units, phrase)
                    stretches.append(
                        Stretch(span.start, span.end, "partial", index, groups, source, None)
                    )
                    groups += 1
            phrase = first_subject(units, low, high)
            last_subject = _source(units, phrase) or last_subject
        for _, span in lone:
            if span.open_end:
                pending.append(span)
                continue
            if state.source is not None and state.paragraph == index - 1:
                stretches.append(_going_on(span, state, index))
                state.paragraph = index
            else:
                stretches.append(Stretch(span.start, span.end, "direct", index, groups, None, None))
                groups += 1
        stretches[paragraph_start:] = sorted(stretches[paragraph_start:], key=lambda s: s.start)
        state.open_end = bool(spans) and spans[-1].open_end and state.paragraph == index
        if not (spans and spans[-1].open_end):
            pending = []
    return sorted(stretches, key=lambda s: s.start), frames


def _going_on(span: Span, state: _State, index: int) -> Stretch:
    return Stretch(span.start, span.end, "direct", index, state.group, state.source, state.verb)


def _bare(units: Units, low: int, high: int) -> bool:
    """Whether a sentence is nothing but quotations and punctuation."""
    return not any(units.raw[at][0].isalnum() for at in range(low, high) if units.quote[at] < 0)


def _sentence_like(text: str, span: Span) -> bool:
    """Whether a quotation without a frame is speech: some words, begun like a sentence.

    Scare quotes and titles of works are shorter, or have every word with a capital.
    """
    words = WORD.findall(text, span.start, span.end)
    if len(words) < 4:
        return False
    capitals = sum(word[0].isupper() for word in words)
    long_words = sum(len(word) > 3 for word in words)
    if capitals >= max(2, long_words) and text[span.end - 1] not in ".,!?":
        return False
    return len(words) >= 6 or text[span.end - 1] in ".,!?"


def _source(units: Units, phrase: Phrase | None) -> Source | None:
    if phrase is None:
        return None
    apposition = None
    if phrase.apposition:
        a, b = phrase.apposition
        apposition = (units.start[a], units.end[b - 1])
    return Source(units.start[phrase.start], units.end[phrase.end - 1], apposition)


def _rows(
    units: Units,
    spans: Sequence[Span],
    text: str,
    a: int,
    b: int,
    paragraph: int,
    group: int,
    source: Source | None,
    verb: tuple[int, int],
    used: set[int],
) -> list[Stretch]:
    """The rows of one content: a quotation without its marks, or a clause with what it holds."""
    while b > a and units.low[b - 1] in (",", ".", ":", ";", "—", "–", "and", "but", "as", "while"):
        b -= 1
    while a < b and units.low[a] in (",", ":", ";", "—", "–"):
        a += 1
    if a >= b:
        return []
    quoted = [units.quote[at] for at in range(a, b) if units.quote[at] >= 0]
    used.update(quoted)
    if all(units.quote[at] >= 0 or not units.raw[at][0].isalnum() for at in range(a, b)):
        rows = []
        for number in quoted:
            span = spans[number]
            whole = text[span.start : span.start + 1].isupper() or text[span.end - 1] in ",.?!"
            kind = "direct" if whole else "partial"
            rows.append(Stretch(span.start, span.end, kind, paragraph, group, source, verb))
        return rows
    kind = "partial" if quoted else "indirect"
    start, end = units.start[a], units.end[b - 1]
    return [Stretch(start, end, kind, paragraph, group, source, verb)]
