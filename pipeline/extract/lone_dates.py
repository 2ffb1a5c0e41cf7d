"""The date of a page that has none near its headline: a line anywhere that is nothing but one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.clean.around import Line, lines_from
from pipeline.clean.page import Page
from pipeline.extract.date_line import DateLine, read_date_line
from pipeline.extract.day_order import day_first, order_of
from pipeline.extract.evidence import Candidate
from pipeline.extract.marked import is_elsewhere
from pipeline.extract.stamps import find, find_single

RULE = "lone date line"
_LABEL = 30  # characters of a line that may say of the next one's date what it is
_YEAR = re.compile(r"(?:19|20)\d\d")
_OPENING = re.compile(r"\s*[-–—|]\s")  # behind a date that a paragraph begins with
_OPENS = 40  # characters within which such a date ends


def lone_dates(page: Page) -> Iterator[tuple[bool, Candidate[str]]]:
    """The one day that such lines name, and whether it is an update's; none where they name
    several: then they are a listing's.

    A paragraph may open with its date (``3.3.2026 - The bridge ...``); a label may stand in a line
    of its own before the date's.
    """
    body = page.tree.body
    text = body.text(deep=True, separator=" ") if body is not None else ""
    if body is None or not _YEAR.search(text):
        return
    order = day_first(page)
    if order is None:
        order = order_of(text)
    found: list[tuple[bool, str, str]] = []
    label = ""
    for line in lines_from(body.child):
        has_one = next(find_single(line.text, day_first=order), None) is not None
        dated = _read(label, line, order) if has_one else None
        label = line.text if len(line.text) < _LABEL else ""
        if dated is not None and not is_elsewhere(line.node):
            found += [(False, dated.published, line.text)] if dated.published else []
            found += [(True, dated.modified, line.text)] if dated.modified else []
    for is_update in (False, True):
        values = {value[:10]: (value, raw) for update, value, raw in found if update == is_update}
        if len(values) == 1:
            value, raw = values.popitem()[1]
            yield is_update, Candidate(value, RULE, raw)


def _read(label: str, line: Line, order: bool | None) -> DateLine | None:
    """The dates of a line that is nothing else, or the one with which a paragraph opens."""
    labelled = read_date_line(f"{label} {line.text}", day_first=order) if label else None
    if labelled and labelled.label:
        return labelled
    if alone := read_date_line(line.text, day_first=order):
        return alone
    stamp = next(find(line.text[:_OPENS], day_first=order), None)
    if stamp and stamp.start == 0 and _OPENING.match(line.text, stamp.end):
        return DateLine(published=stamp.iso)
    return None
