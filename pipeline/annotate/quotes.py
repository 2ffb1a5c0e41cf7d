"""Reported speech of an article, paragraph by paragraph, before names are resolved."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.annotate.contents import Range
from pipeline.annotate.marks import Span
from pipeline.annotate.report import Report
from pipeline.annotate.reports import find_reports
from pipeline.annotate.signatures import Turn, read_transcript, signed_by
from pipeline.annotate.stretches import (
    Attribution,
    Source,
    Speech,
    Stretch,
    apart,
    is_title,
    ranges_of,
    source_of,
    speech_like,
)
from pipeline.annotate.subjects import first_subject
from pipeline.annotate.tags import ADVERB, FINITE, SUBJECT
from pipeline.annotate.units import QUOTE, Units, read_units, split_sentences
from pipeline.annotate.verbs import may_speak
from pipeline.record import Block


def read_speech(
    text: str, blocks: Sequence[Block], marks: Sequence[Sequence[Span]], people: Collection[str]
) -> Speech:
    """The reported speech of an English article; ``people`` are the words of its people's names."""
    reader = _Reader(text, blocks, read_transcript(text, blocks, people))
    for index in range(len(blocks)):
        reader.read(index, marks[index])
    return Speech(tuple(apart(reader.stretches)), tuple(reader.attributions))


@dataclass(slots=True)
class _Floor:
    """Who spoke last and may go on; ``open_end`` says that a quotation was left open,
    ``awaited`` that the paragraph ended in a colon."""

    group: int = -1
    source: Source | None = None
    verb: Range | None = None
    paragraph: int = -1
    open_end: bool = False
    awaited: bool = False


@dataclass(slots=True)
class _Reader:
    """Reads the paragraphs in order."""

    text: str
    blocks: Sequence[Block]
    transcript: Mapping[int, Turn]
    stretches: list[Stretch] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    floor: _Floor = field(default_factory=_Floor)
    groups: int = 0
    unclaimed: list[Span] = field(default_factory=list)  # left open without a source so far
    subject: Source | None = None  # of the last sentence in the paragraph

    def read(self, index: int, spans: Sequence[Span]) -> None:
        block = self.blocks[index]
        turn = self.transcript.get(index)
        if turn is not None:
            self._take(turn.source, None, index)
            self._add(turn.start, turn.end, "direct", index)
            return
        titles = [is_title(self.text, span) for span in spans]
        units = read_units(self.text, block.start, block.end, spans, titles)
        awaited = self.floor.awaited and self.floor.paragraph == index - 1
        self.floor.awaited = False
        if awaited and block.kind == "blockquote" and not spans:
            self._add(block.start, block.end, "direct", index)
            self.floor.paragraph, self.floor.awaited = index, True
            return
        self._prose(units, spans, index, awaited)

    def _prose(self, units: Units, spans: Sequence[Span], index: int, awaited: bool) -> None:
        used: set[int] = set()
        lone: list[Span] = []
        self.subject = None
        for low, high in split_sentences(units, self.text, spans):
            reports = find_reports(units, low, high)
            if self._reports(units, spans, index, low, reports, lone):
                self.subject = self.floor.source
                for first, behind in (c for report in reports for c in report.contents):
                    used.update(n for n in units.quote[first:behind] if n >= 0)
                continue
            for at in range(low, high):
                number = units.quote[at]
                if number >= 0 and number not in used:
                    used.add(number)
                    self._loose(units, spans[number], index, at, (low, high), lone)
            self.subject = _somebody(units, low, high) or self.subject
        signer = signed_by(units)
        if signer is not None and (lone or not spans):
            self._signed(signer, lone, index)
            lone = []
        self._left_alone(lone, index, awaited)
        last = spans[-1] if spans else None
        self.floor.open_end = bool(last and last.open_end and self.floor.paragraph == index)
        if not (last and last.open_end):
            self.unclaimed = []

    def _take(self, source: Source | None, verb: Range | None, index: int) -> None:
        """A new utterance."""
        self.floor = _Floor(self.groups, source, verb, index)
        self.groups += 1

    def _add(self, start: int, end: int, kind: str, index: int) -> None:
        """A stretch of the utterance of the floor."""
        floor = self.floor
        if start < end:
            self.stretches.append(
                Stretch(start, end, kind, index, floor.group, floor.source, floor.verb)
            )

    def _reports(
        self,
        units: Units,
        spans: Sequence[Span],
        index: int,
        low: int,
        reports: Sequence[Report],
        lone: list[Span],
    ) -> bool:
        """The stretches of a sentence's frames; whether there are any."""
        before = len(self.stretches)
        for report in reports:
            source = source_of(units, report.source)
            verb = (units.start[report.verb[0]], units.end[report.verb[1] - 1])
            if source is not None:
                self.attributions.append(Attribution(index, source, verb))
            if report.awaits:
                self._take(source, verb, index)
                self.floor.awaited = True
                continue
            alone = len(report.contents) == 1
            rows = [
                row
                for content in report.contents
                for row in ranges_of(units, spans, self.text, content, alone=alone)
            ]
            if not rows:
                continue
            self._take(source, verb, index)
            first = report.contents[0][0]
            if lone and first == low and units.low[low] == QUOTE:
                # quotations before it in the paragraph
                for span in lone:
                    self._add(span.start, span.end, "direct", index)
                lone.clear()
            if self.unclaimed and units.quote[first] == 0 and spans[0].continues:
                for span in self.unclaimed:
                    self._add(span.start, span.end, "direct", span.paragraph)
                self.unclaimed = []
            for start, end, kind in rows:
                self._add(start, end, kind, index)
        return len(self.stretches) > before

    def _loose(
        self,
        units: Units,
        span: Span,
        index: int,
        at: int,
        sentence: Range,
        lone: list[Span],
    ) -> None:
        """A quotation without a frame: one that goes on, or stands for itself."""
        floor = self.floor
        low, high = sentence
        around = [k for k in range(low, high) if units.quote[k] < 0 and units.raw[k][0].isalnum()]
        # nothing but quotations, or an end in the writer's words: "'C' workers."
        bare = not around or (at == low and not any(units.tag[k] & FINITE for k in around))
        goes_on = span.continues and floor.open_end and floor.paragraph == index - 1
        if goes_on or (bare and floor.paragraph == index and floor.source is not None):
            self._add(span.start, span.end, "direct", index)
            floor.paragraph = index
        elif at > low and units.low[at - 1] == ":" and at + 1 == len(units):
            self._take(_somebody(units, low, at) or self.subject, None, index)
            self._add(span.start, span.end, "direct", index)
        elif not speech_like(self.text, span):
            return
        elif at > low and units.low[at - 1] in (":", ","):
            source = _somebody(units, low, at) or self.subject
            self._take(source, None, index)
            self._add(span.start, span.end, "direct", index)
        elif bare and self.subject is not None:
            self._take(self.subject, None, index)
            self._add(span.start, span.end, "direct", index)
        elif bare:
            lone.append(span)
        else:
            self._alone(span, "partial", index, _somebody(units, low, at))

    def _alone(self, span: Span, kind: str, index: int, source: Source | None) -> None:
        """An utterance that nobody goes on with."""
        self.stretches.append(Stretch(span.start, span.end, kind, index, self.groups, source, None))
        self.groups += 1

    def _signed(self, signer: Source, lone: Sequence[Span], index: int) -> None:
        """The quotations that a name behind a dash signs: here, or in the paragraph before."""
        if not lone:
            self.stretches = [
                replace(s, source=signer)
                if s.paragraph == index - 1 and s.source is None and s.verb is None
                else s
                for s in self.stretches
            ]
            return
        self._take(signer, None, index)
        for span in lone:
            self._add(span.start, span.end, "direct", index)
        self.floor = _Floor()

    def _left_alone(self, lone: Sequence[Span], index: int, awaited: bool) -> None:
        """Quotations of a paragraph that holds nothing else."""
        for span in lone:
            floor = self.floor
            goes_on = floor.source is not None and floor.paragraph == index - 1
            if awaited or goes_on:
                self._add(span.start, span.end, "direct", index)
                floor.paragraph = index
            elif span.open_end:
                self.unclaimed.append(span)
            elif self.blocks[index].kind in ("paragraph", "blockquote"):
                self._alone(span, "direct", index, None)


def _somebody(units: Units, low: int, high: int) -> Source | None:
    """The subject of a clause without a verb of reporting, if it is somebody: a name, a calling,
    he or they."""
    phrase = first_subject(units, low, high)
    if phrase is None:
        return None
    head = phrase.end - 1
    if units.tag[head] & ADVERB:
        return None
    if units.tag[head] & SUBJECT:
        return source_of(units, phrase) if units.low[head] in ("he", "she", "they") else None
    return source_of(units, phrase) if may_speak(units, phrase) else None
