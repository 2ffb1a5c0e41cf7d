"""What the reporter leans on: media, agencies, documents, court papers, statements and polls."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from pipeline.annotate.gazetteer import is_medium
from pipeline.annotate.name import ORGANISATION, Name
from pipeline.annotate.stretches import Attribution, Source
from pipeline.lexicon.load import words
from pipeline.record import Block, Citation

_WORD = re.compile(r"[^\W_]+(?:[-‑'’][^\W_]+)*")
_HEAD_ENDS = re.compile(
    r" (?:of|by|from|in|on|for|to|with|about|at|into|released|published|issued|conducted|filed"
    r"|obtained|seen|provided|posted|reviewed|compiled|carried|commissioned|that|which|who)\b|,"
)
_ARTICLE = re.compile(r"(?:a|an|the) ", re.IGNORECASE)
_REPORTED = re.compile(r" (?:has |had |first |also )?(reported|reports|wrote|published)\b")
_TOLD = re.compile(r"\b(told|tells|telling|interview with|interview on|interview to) (?:the )?\Z")
_CITING = re.compile(r"\bciting (?:the |an? )?(?P<what>[\w’'‑-]+(?: [\w’'‑-]+){0,7})")
_REACH = 90  # characters beside an attribution in which its carrier stands


def read_citations(
    text: str,
    blocks: Sequence[Block],
    attributions: Iterable[Attribution],
    names: Sequence[Name],
    speakers: Mapping[Source, str | None],
) -> tuple[Citation, ...]:
    """A row for each thing cited in a paragraph, in order of the text."""
    found: dict[tuple[int, str, str], tuple[int, str]] = {}
    by_end = {name.end: name for name in names}

    def add(at: int, paragraph: int, kind: str, source: str, verb: str) -> None:
        found.setdefault((paragraph, kind, source), (at, verb))

    for frame in attributions:
        verb = text[slice(*frame.verb)]
        block = blocks[frame.paragraph]
        kind, source = _kind_of(text, frame.source, by_end)
        if kind:
            add(frame.source.start, frame.paragraph, kind, source, verb)
        for kind, carrier in _carriers(text, block, frame):
            if kind == "statement":  # whose it is says more than "separate statement"
                named = _bare(text[frame.source.start : frame.source.end])
                carrier = speakers.get(frame.source) or named
            add(frame.verb[0], frame.paragraph, kind, carrier, verb)
    for name, verb in _named_media(text, names):
        add(name.start, name.block, name.media or "media", name.canonical or name.text, verb)
    for index, block in enumerate(blocks):
        for m in _CITING.finditer(text, block.start, block.end):
            kind, source = kind_of_phrase(m["what"])
            if kind:
                add(m.start(), index, kind, source, "citing")
    rows = sorted(found.items(), key=lambda item: (item[0][0], item[1]))
    return tuple(
        Citation(
            source=source,
            kind=kind,
            verb=verb,
            paragraph=paragraph,
            text=text[blocks[paragraph].start : blocks[paragraph].end],
        )
        for (paragraph, kind, source), (_, verb) in rows
    )


def _kind_of(text: str, source: Source, by_end: Mapping[int, Name]) -> tuple[str, str]:
    """The kind of a source and what it is called; an empty kind for one that is no citation."""
    last = by_end.get(source.end)
    if (
        last is not None
        and last.start >= source.start
        and last.kind == ORGANISATION
        and (last.media or is_medium(last.text))
    ):
        return last.media or "media", last.canonical or last.text
    return kind_of_phrase(text[source.start : source.end])


def kind_of_phrase(phrase: str) -> tuple[str, str]:
    """Kind and name of what a noun phrase cites, by its head.

    >>> kind_of_phrase("a survey by the University of Keio"), kind_of_phrase("court documents")
    (('poll', 'survey by the University of Keio'), ('court papers', 'court documents'))
    >>> kind_of_phrase("the mayor")
    ('', 'mayor')
    """
    bare = _bare(phrase)
    found = _WORD.findall(_HEAD_ENDS.split(bare)[0].lower())
    if not found:
        return "", bare
    head = found[-1]
    of_court = not words("citations", "court_words").isdisjoint(found)
    if of_court and head in words("citations", "papers"):
        return "court papers", bare
    return _heads().get(head, ""), bare


def _bare(phrase: str) -> str:
    """A phrase without its article."""
    return phrase[m.end() :] if (m := _ARTICLE.match(phrase)) else phrase


@cache
def _heads() -> Mapping[str, str]:
    kinds = {"court_papers": "court papers", "statement": "statement", "poll": "poll"}
    table: dict[str, str] = {}
    for key, kind in {**kinds, "document": "document", "media": "media"}.items():
        for head in words("citations", key):
            table.setdefault(head, kind)
    return table


@cache
def _carrier() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The phrase that carries an attribution's words, before its source and behind its verb."""
    heads = "|".join(sorted(words("citations", "carriers")))
    what = rf"(?P<what>(?:[\w’'‑-]+ ){{0,5}}?(?:{heads}))\b"
    opening = r"(?:\A|[.!?”\"\n] ?|, )(?:[Ii]n|[Oo]n|Through|Via) "
    return (
        re.compile(rf"{opening}{what}[^,.]{{0,60}}, (?:\w+ )?\Z"),
        re.compile(rf"(?: \w+ly| on \w+day| \w+day)?,? (?:in|through|via) {what}"),
    )


def _carriers(text: str, block: Block, frame: Attribution) -> Iterator[tuple[str, str]]:
    """``In a statement, S said`` and ``S said in a statement``; ``S tweeted``."""
    verb = text[slice(*frame.verb)].lower()
    if any(verb.startswith(stem) for stem in words("citations", "posting")):
        yield "statement", verb
    before, behind = _carrier()
    first = min(frame.source.start, frame.verb[0])
    low = max(block.start - 1, first - _REACH, 0)
    last = max(frame.verb[1], frame.source.end if frame.source.start > frame.verb[0] else 0)
    for m in (before.search(text, low, first), behind.match(text, last, block.end)):
        if m is not None:
            kind, carrier = kind_of_phrase(m["what"])
            if carrier.split(" ")[-1] in words("citations", "personal"):
                kind = "statement"
            if kind:
                yield kind, carrier


def _named_media(text: str, names: Sequence[Name]) -> Iterator[tuple[Name, str]]:
    """Media cited without a clause of their own: ``Politico reported on``, ``told AFP``."""
    for name in names:
        reported = _REPORTED.match(text, name.end) if name.kind == ORGANISATION else None
        known = name.kind == ORGANISATION and (name.media or is_medium(name.text))
        if reported and (known or reported[0].startswith(" first")):
            yield name, reported[1]
        elif known and (told := _TOLD.search(text, max(0, name.start - 24), name.start)):
            yield name, told[1]
