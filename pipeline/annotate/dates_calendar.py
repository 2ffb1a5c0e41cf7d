"""Days that calendar units cover; every span is (first day, last day), both inclusive."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

Span = tuple[date, date]
Tense = Literal["past", "future"] | None


def month(year: int, number: int) -> Span:
    """A month; a number outside 1..12 counts on from that year."""
    year, index = year + (number - 1) // 12, (number - 1) % 12 + 1
    return date(year, index, 1), date(year, index, monthrange(year, index)[1])


def months(year: int, first: int, count: int) -> Span:
    """``count`` months from month ``first`` of ``year``."""
    return month(year, first)[0], month(year, first + count - 1)[1]


def years(first: int, last: int) -> Span:
    """Whole years."""
    return date(first, 1, 1), date(last, 12, 31)


def week(day: date) -> Span:
    """The week of a day, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def season(year: int, index: int) -> Span:
    """Meteorological seasons, spring first; a winter begins in December of its year."""
    return months(year, 3 + 3 * index, 3)


def weekday(anchor: date, index: int, tense: Tense) -> date:
    """The latest such day up to ``anchor``, or the next from it on; both may be the anchor."""
    if tense == "future":
        return anchor + timedelta(days=(index - anchor.weekday()) % 7)
    return anchor - timedelta(days=(anchor.weekday() - index) % 7)


def choose(spans: list[Span], anchor: date, tense: Tense) -> Span:
    """Of the same span in several years: the last begun, the next not over, or the nearest."""
    if tense == "past":
        return max((s for s in spans if s[0] <= anchor), default=spans[0])
    if tense == "future":
        return min((s for s in spans if s[1] >= anchor), default=spans[-1])
    return min(spans, key=lambda s: distance(s, anchor))


def distance(span: Span, anchor: date) -> int:
    """Days between a span and a day; 0 inside."""
    return max((span[0] - anchor).days, (anchor - span[1]).days, 0)
