"""When an undated article was published: clues, the days they leave, and a date if they tell one.

A clue bounds the day of publication: the article was there when it was captured or changed, and
after what it tells of had happened. What a file's system or a photograph says of days is no clue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlsplit

from pipeline.annotate.dates import dates_in
from pipeline.annotate.dates_grammar import cues
from pipeline.extract.confidence import confidence
from pipeline.extract.document import Document
from pipeline.extract.lone_dates import ALONE, SHORT
from pipeline.extract.stamps import read
from pipeline.record import Dateline, DateMention, Evidence

FIELD = "published_window"
LEAST = 0.5  # confidence under which a date that was inferred stays evidence
_PRINTED = ("below headline", "above headline", "date class", "time", "microdata", ALONE, SHORT)
_MONTH = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])(?=/|$)")
_COPYRIGHT = re.compile(
    r"(?:©|&copy;|&#169;|copyright)\D{0,20}((?:19|20)\d\d)(?:\s?[-–]\s?((?:19|20)\d\d))?"
)  # of markup in small letters


@dataclass(frozen=True, slots=True)
class Clue:
    """The first and the last day that it allows, both inclusive; ``exact`` names the day itself."""

    rule: str
    raw: str
    first: date | None = None
    last: date | None = None
    exact: bool = False
    bounds: bool = True


def infer(
    document: Document,
    evidence: Iterable[Evidence],
    *,
    text: str,
    language: str | None,
    dateline: Dateline | None,
    source: str = "",
) -> tuple[str | None, list[Evidence]]:
    """The date to take for an article without one, or None, and the evidence: a row for each clue
    (``published_window``, an ISO 8601 interval with ``..`` for an open end) and one for the window.

    ``evidence`` holds the dates of change that were read, ``source`` the markup.
    """
    seen = document.hints.crawl_date or (document.fetched_at and document.fetched_at.isoformat())
    captured = read(seen) if seen else None
    clues = [Clue("capture", seen or "", last=captured.day)] if captured else []
    clues += _stated(document, list(evidence), dateline)
    told = _latest(text, language, captured.day if captured else None)
    if told:
        clues.append(Clue("latest past date of the text", told.text, _first_day(told)))
    if years := _COPYRIGHT.findall(source.lower()):
        year = max(int(max(pair)) for pair in years)
        days = date(year, 1, 1), date(year, 12, 31)
        clues.append(Clue("copyright year", str(year), *days, bounds=False))

    bounds = [c for c in clues if c.bounds]
    last = min((c.last for c in bounds if c.last), default=None)
    firsts = (c.first for c in bounds if c.first and not (last and c.first > last))
    first = max(firsts, default=None)
    rows = [_row(FIELD, _interval(c.first, c.last), c.rule, c.raw) for c in clues]
    if first or last:
        window = _interval(first, last)
        said = f"{window} ({'; '.join(c.rule for c in bounds)})"
        rows.append(replace(_row(FIELD, window, "window", said), chosen=True))
    day = next((c for c in clues if c.exact), None)
    if day is None or day.first is None:
        return None, rows
    found = _row("published", day.first.isoformat(), f"inferred from {day.rule}", day.raw)
    found = replace(found, chosen=found.confidence >= LEAST)
    return (found.value if found.chosen else None), [*rows, found]


def _stated(
    document: Document, evidence: Sequence[Evidence], dateline: Dateline | None
) -> Iterator[Clue]:
    """What the page states of days, though not as those of publication."""
    if dateline and (stamp := read(dateline.date or "")):
        yield Clue("dateline", dateline.text, stamp.day, stamp.day, exact=True)
    changes = [e for e in evidence if e.field == "modified"]
    printed = next((e for e in changes if e.rule in _PRINTED), None)
    if printed:  # the only date that a reader sees
        day = date.fromisoformat(printed.value[:10])
        yield Clue("printed update", printed.raw, day, day, exact=True, bounds=False)
    if changes:
        yield Clue("change", changes[0].raw, last=date.fromisoformat(changes[0].value[:10]))
    if m := _MONTH.search(urlsplit(document.url or "").path):
        first = date(int(m[1]), int(m[2]), 1)
        yield Clue("month of the address", m[0], first, _end_of_month(first))


def _latest(text: str, language: str | None, last: date | None) -> DateMention | None:
    """The latest day or month that the text tells of as past."""
    told = [
        mention
        for mention in dates_in(text, language=language, anchor=None)
        if mention.from_
        and mention.granularity in ("day", "month")
        and (last is None or _first_day(mention) <= last)
        and not _is_future(text, mention)
    ]
    return max(told, key=_first_day, default=None)


def _first_day(mention: DateMention) -> date:
    return date.fromisoformat(mention.from_ or "")


def _is_future(text: str, mention: DateMention) -> bool:
    """Does the sentence up to the date speak of what will be?"""
    begin = max(text.rfind(stop, 0, mention.start) for stop in (". ", "\n", "? ", "! "))
    return any(m["future"] for m in cues().finditer(text, begin + 1, mention.end or 0))


def _end_of_month(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _interval(first: date | None, last: date | None) -> str:
    return f"{first or '..'}/{last or '..'}"


def _row(field: str, value: str, rule: str, raw: str) -> Evidence:
    return Evidence(
        field=field,
        value=value,
        rule=rule,
        raw=raw[:500],
        confidence=confidence(field, rule, "alone"),
        chosen=False,
    )
