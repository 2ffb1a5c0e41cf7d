"""Dates as people and machines write them, to ISO 8601 with what was written and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

from pipeline.lexicon.load import toml

_CLOCK = (
    r"(?P<hour>[01]?\d|2[0-4])\s?[:.h時点시]\s?(?P<minute>[0-5]\d)(?:[:.](?P<second>[0-5]\d))?"
    r"(?:[.,]\d+)?\s*(?P<half>[ap])?(?(half)\.?m\b\.?)"
)
_OFFSET = r"(?P<zone>Z\b|(?:GMT|UTC)?\s?[+-−]\d\d:?\d\d|[A-Z]{3,4}\b)?"
_TIME = re.compile(rf"(?<![\d.:/-]){_CLOCK}(?![\d/]|\.\d)\s*\(?{_OFFSET}", re.IGNORECASE)
_ISO = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<s>[-/.]?)(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<d>3[01]|[12]\d|0?[1-9])"
    r"(?:(?!\d)|(?=T?\d{6}))(?:[Tt\s]\s?(?P<time>[\d:.,]+\s?(?:Z|[+-−]\d\d:?\d\d)?))?"
)
_CJK = re.compile(r"((?:19|20)\d\d)\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?")
_NUMERIC = re.compile(r"(?<![\d.])(\d{1,2})([./-])\s?(\d{1,2})\2\s?((?:19|20)?\d\d)(?!\d)")
_WORD = r"[^\s\d,./|()<>:-]{3,14}"
_DAY_MONTH = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|er|\.|-an|-a|º)?[\s-]*(?:(?:de|of|di|d')\s+)?({_WORD})\.?,?"
    r"[\s-]*(?:(?:de|del|of)\s+)?((?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    rf"({_WORD})\.?\s*(\d{{1,2}})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)(?!\d)", re.IGNORECASE
)
_YEAR_MONTH_DAY = re.compile(
    rf"((?:19|20)\d\d)[.,]?\s*(?:m\.)?\s*({_WORD})\.?\s*(\d{{1,2}})(?!\d)", re.IGNORECASE
)
_DASH = re.compile(r"\s*[-–—]\s*")
_OPEN_SPAN = re.compile(r"\d\.?\s?[-–—]\s?$")  # the first day of a span without its month
_FEWEST = 4  # digits of a date: 3.3.26
_EPOCH = re.compile(r"(?:1\d{9}|1\d{12})")
_QUARTER = timedelta(minutes=15)  # offsets are quarters of an hour
_WEST, _EAST = timedelta(hours=12), timedelta(hours=14)
_REACH = 30  # characters between a date and its time of day


@dataclass(frozen=True, slots=True)
class Stamp:
    """An ISO 8601 date or time as written; its day stands at ``start:end`` in the text."""

    iso: str
    start: int = 0
    end: int = 0

    @property
    def day(self) -> date:
        """The calendar day as written, without a shift of zones."""
        return date.fromisoformat(self.iso[:10])


def precision(iso: str) -> str:
    """``second``, ``minute``, ``day`` or ``month``: what of a date is known.

    Midnight to the second is how systems that only know the day write it.

    >>> [precision(s) for s in ("2024-03-05T10:00:30Z", "2024-03-05T00:00:00", "2024-03")]
    ['second', 'day', 'month']
    """
    clock = iso[11:19]
    if len(iso) < 10:
        return "month"
    if not clock or clock == "00:00:00":
        return "day"
    return "second" if re.fullmatch(r"\d\d:\d\d:\d\d", clock) else "minute"


def is_local(other: str, moment: str) -> bool:
    """Is ``other`` the moment, given in UTC, as a clock showed it on another day?

    >>> is_local("2024-03-06T00:04", "2024-03-05T23:04:00Z")
    True
    >>> is_local("2024-03-06T00:30", "2024-03-05T23:04:00Z")
    False
    """
    if not moment.endswith(("Z", "+00:00")) or len(other) < 16 or other[:10] == moment[:10]:
        return False
    one, two = (datetime.fromisoformat(iso).replace(second=0) for iso in (other, moment))
    if one.tzinfo:
        return one == two
    apart = one.replace(tzinfo=UTC) - two
    return not apart % _QUARTER and -_WEST <= apart <= _EAST


def in_zone(iso: str, zone: str) -> str:
    """A time of day without an offset, with the one that ``zone`` had then; others as they are.

    >>> in_zone("2026-07-01T10:00", "Europe/Berlin"), in_zone("2026-07-01", "Europe/Berlin")
    ('2026-07-01T10:00+02:00', '2026-07-01')
    """
    moment = datetime.fromisoformat(iso) if "T" in iso else None
    if moment is None or moment.tzinfo:
        return iso
    import pytz  # slow to import, and few dates name a zone

    offset = pytz.timezone(zone).localize(moment).isoformat()[-6:]
    return iso + offset


def read(text: str, *, day_first: bool | None = None) -> Stamp | None:
    """The first date in ``text``; see ``find``."""
    return next(find(text, day_first=day_first), None)


def find(text: str, *, day_first: bool | None = None) -> Iterator[Stamp]:
    """The dates in a short text, in the order of the text, each with its time of day if any.

    ``day_first`` decides 3/4/2024; where it is None such a date is skipped.
    """
    if sum(map(str.isdigit, text)) < _FEWEST:
        return
    found: list[tuple[int, int, str, str]] = []
    taken: list[tuple[int, int]] = []
    for start, end, day, clock in _days(text, day_first):
        if not any(start < e and s < end for s, e in taken):
            taken.append((start, end))
            found.append((start, end, day, clock))
    found.sort()
    for index, (start, end, day, clock) in enumerate(found):
        limit = found[index + 1][0] if index + 1 < len(found) else len(text)
        after = text[end : min(end + _REACH, limit)]
        before = text[max(start - _REACH, 0) : start] if index == 0 else ""
        yield Stamp(day + (_clock(clock) or _clock(after) or _clock(before)), start, end)


def find_single(text: str, *, day_first: bool | None = None) -> Iterator[Stamp]:
    """``find`` without the ends of spans of days, which are an event's.

    >>> [s.iso for s in find_single("23.10.2026 - 25.10.2026, 3.-5. March 2026, 7 March 2026")]
    ['2026-03-07']
    """
    found = list(find(text, day_first=day_first))
    for index, stamp in enumerate(found):
        end = found[index - 1].end if index else 0
        follows = found[index + 1].start if index + 1 < len(found) else len(text)
        before, after = text[end : stamp.start], text[stamp.end : follows]
        if not (
            (index and _DASH.fullmatch(before))
            or _OPEN_SPAN.search(before)
            or (follows < len(text) and _DASH.fullmatch(after))
        ):
            yield stamp


def _days(text: str, day_first: bool | None) -> Iterator[tuple[int, int, str, str]]:
    for m in _ISO.finditer(text):
        if m["s"] or len(m["m"]) == len(m["d"]) == 2:
            yield from _day(m, m["y"], m["m"], m["d"], m["time"] or "")
    for m in _CJK.finditer(text):
        yield from _day(m, m[1], m[2], m[3])
    for m in _DAY_MONTH.finditer(text):
        yield from _day(m, m[3], _month(m[2]), m[1])
    for m in _MONTH_DAY.finditer(text):
        yield from _day(m, m[3], _month(m[1]), m[2])
    for m in _YEAR_MONTH_DAY.finditer(text):
        yield from _day(m, m[1], _month(m[2]), m[3])
    for m in _NUMERIC.finditer(text):
        year = m[4] if len(m[4]) == 4 else f"20{m[4]}"
        if len(m[4]) == 2 and m[2] != ".":
            continue
        first, second = int(m[1]), int(m[3])
        is_day_first = True if m[2] == "." or first > 12 else False if second > 12 else day_first
        if is_day_first is not None:
            month, day = (second, first) if is_day_first else (first, second)
            yield from _day(m, year, month, day)
    if _EPOCH.fullmatch(text):
        moment = datetime.fromtimestamp(int(text[:10]), UTC)
        yield 0, len(text), f"{moment:%Y-%m-%d}", f"{moment:%H:%M:%S}Z"


def _day(
    m: re.Match[str], year: str, month: str | int | None, day: str | int, clock: str = ""
) -> Iterator[tuple[int, int, str, str]]:
    try:
        if month is not None:
            yield m.start(), m.end(), date(int(year), int(month), int(day)).isoformat(), clock
    except ValueError:  # the 31st of February
        return


def _month(word: str) -> int | None:
    return _months().get(word.casefold().rstrip("."))


def _clock(text: str) -> str:
    """``T10:00``, ``T10:00:30+01:00`` ... from what stands beside a date, or nothing."""
    m = _TIME.search(text)
    if not m:
        return ""
    hour, half = int(m["hour"]) % 24, (m["half"] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    seconds = f":{m['second']}" if m["second"] else ""
    return f"T{hour:02}:{m['minute']}{seconds}{_zone(m['zone'] or '')}"


def _zone(text: str) -> str:
    if text.upper() == "Z":
        return "Z"
    if m := re.search(r"([+-−])(\d\d):?(\d\d)", text):
        return f"{'+' if m[1] == '+' else '-'}{m[2]}:{m[3]}"
    return _zones().get(text.upper(), "")


@cache
def _months() -> dict[str, int]:
    table = toml("dates")["months"]
    return {name: int(number) for number, names in table.items() for name in names}


@cache
def _zones() -> dict[str, str]:
    return {name: offset for offset, names in toml("dates")["zones"].items() for name in names}
