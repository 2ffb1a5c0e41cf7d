"""The date of a page that has none near its headline: in a line anywhere that is all but one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.clean.around import Line, lines_from
from pipeline.clean.page import Page
from pipeline.extract.date_line import (
    DateLine,
    dates_of,
    is_labelled_else,
    is_sentence,
    read_date_line,
)
from pipeline.extract.day_order import day_first, order_of
from pipeline.extract.evidence import Candidate
from pipeline.extract.marked import is_elsewhere
from pipeline.extract.stamps import Stamp, find_single

ALONE, SHORT = "lone date line", "short line with a date"
_LABEL = 30  # characters of a line that may say of the next one's date what it is
_SHORT = 100  # characters of a line that says little beside its date
_YEAR = re.compile(r"(?:19|20)\d\d")
_OPENING = re.compile(r"\s*[-–—|]\s")  # behind a date that a paragraph begins with


def lone_dates(page: Page) -> Iterator[tuple[bool, Candidate[str]]]:
    """The one day that such lines name, and whether it is an update's; none where they name
    several: then they are a listing's.

    Lines that are nothing but a date come before short ones with a date in them. A paragraph may
    open with its date (``3.3.2026 - The bridge ...``); a label may stand in a line of its own
    before the date's.
    """
    body = page.tree.body
    text = body.text(deep=True, separator=" ") if body is not None else ""
    if body is None or not _YEAR.search(text):
        return
    order = day_first(page)
    if order is None:
        order = order_of(text)
    alone: list[tuple[DateLine, str]] = []
    short: list[tuple[DateLine, str]] = []
    label = ""
    for line in lines_from(body.child):
        stamps = list(find_single(line.text, day_first=order))
        if stamps and not is_elsewhere(line.node):
            if dates := _alone(label, line, order, stamps[0]):
                alone.append((dates, line.text))
            elif len(stamps) == 1 and (dates := _short(line, order, stamps[0])):
                short.append((dates, line.text))
        label = line.text if len(line.text) < _LABEL else ""
    for rule, found in ((ALONE, alone), (SHORT, short)):
        yield from _only("published", rule, found)
        yield from _only("modified", rule, found)
        if found:
            return


def _only(
    field: str, rule: str, found: list[tuple[DateLine, str]]
) -> Iterator[tuple[bool, Candidate[str]]]:
    values = {v[:10]: (v, raw) for dates, raw in found if (v := getattr(dates, field))}
    if len(values) == 1:
        value, raw = values.popitem()[1]
        yield field == "modified", Candidate(value, rule, raw)


def _alone(label: str, line: Line, order: bool | None, first: Stamp) -> DateLine | None:
    """The dates of a line that is nothing else, or the one with which a paragraph opens."""
    labelled = read_date_line(f"{label} {line.text}", day_first=order) if label else None
    if labelled and labelled.label:
        return labelled
    if dates := read_date_line(line.text, day_first=order):
        return dates
    opens = first.start == 0 and _OPENING.match(line.text, first.end)
    return DateLine(published=first.iso) if opens else None


def _short(line: Line, order: bool | None, only: Stamp) -> DateLine | None:
    """The date of a short line, unless a word before a colon says that it is another thing's."""
    before = line.text[: only.start]
    if len(line.text) > _SHORT or is_sentence(before) or is_labelled_else(before):
        return None
    return dates_of(line.text, day_first=order)
