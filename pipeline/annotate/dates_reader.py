"""What one date expression means, read off the groups of the grammar's match."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from pipeline.annotate import dates_calendar as cal
from pipeline.annotate.dates_calendar import Span, Tense
from pipeline.annotate.dates_grammar import cues
from pipeline.lexicon.load import toml

# Granularity, the days if they can be told, and what is known of them otherwise.
Reading = tuple[str, Span | None, str | None]
_REACH = 200  # characters either side in which a sentence tells its tense


def _tense(match: re.Match[str]) -> Tense:
    """The tense of the cue nearest to the expression in its sentence; None where there is none."""
    text, low, high = match.string, max(0, match.start() - _REACH), match.end() + _REACH
    for stop in (". ", "\n", "? ", "! "):
        low = max(low, text.rfind(stop, low, match.start()) + 1)
        end = text.find(stop, match.end(), high)
        high = end if end >= 0 else high
    best: tuple[int, Tense] = (2 * _REACH, None)
    for cue in cues().finditer(text, low, high):
        gap = max(match.start() - cue.end(), cue.start() - match.end())
        if gap >= 0:
            best = min(best, (gap, "future" if cue["future"] else "past"), key=lambda b: b[0])
    return best[1]


def _month(name: str) -> int:
    names: list[str] = toml("text_dates")["english"]["months"]
    return next(i for i, full in enumerate(names, 1) if full.startswith(name[:3]))


def _number(word: str) -> int:
    numbers: list[str] = toml("text_dates")["english"]["numbers"]
    word = word.lower()
    return int(word) if word.isdigit() else 1 + (numbers.index(word) if word in numbers else 0)


def _day(written: str) -> int:
    return int(re.sub(r"\D", "", written))


_DAYS = {"week": 7, "month": 30, "quarter": 91, "year": 365, "decade": 3652}
_STEP = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}


class Reader:
    """Reads one match; a method a kind of expression.

    ``relative`` says afterwards whether the day of publication was asked for.
    """

    def __init__(self, match: re.Match[str], anchor: date | None) -> None:
        self.match = match
        self.relative = False
        self._anchor = anchor

    @property
    def anchor(self) -> date | None:
        """The day that relative expressions count from."""
        self.relative = True
        return self._anchor

    def read(self, language: str | None) -> Reading:
        """Granularity, days and what is known of them otherwise.

        :raises ValueError: for no such day; OverflowError for one beyond the calendar.
        """
        if language not in (None, "en"):
            names = toml("text_dates")["months"][language]
            number = names.index(self.match["month"].lower()) + 1
            day = date(int(self.match["year"]), number, int(self.match["day"]))
            return "day", (day, day), None
        kind = self.match.lastgroup or ""
        reader: Callable[[], Reading] = getattr(self, "_" + kind)
        return reader()

    def _recurring(self, spans: Callable[[int], Span], tense: Tense = None) -> Span | None:
        """The year's span that the sentence means, of those around the anchor."""
        if self.anchor is None:
            return None
        around = []
        for year in range(self.anchor.year - 1, self.anchor.year + 2):
            try:
                around.append(spans(year))
            except ValueError:  # 29 February
                continue
        if not around:
            return None
        if tense:
            return cal.choose(around, self.anchor, tense)
        told = cal.choose(around, self.anchor, _tense(self.match))
        nearest = cal.choose(around, self.anchor, None)
        # A cue may belong to another clause: a span twice as far off would carry its year.
        far = cal.distance(told, self.anchor) > 2 * cal.distance(nearest, self.anchor)
        return nearest if far else told

    def _days(self, month: int, day: int, last_month: int, last: int, year: str | None) -> Reading:
        granularity = "day" if (month, day) == (last_month, last) else "days"

        def span(y: int) -> Span:
            return date(y, month, day), date(y + (last_month < month), last_month, last)

        span(2000)  # no such day in any year
        if year:
            return granularity, span(int(year)), None
        partial = f"--{month:02}-{day:02}"
        resolved = self._recurring(span)
        return granularity, resolved, None if resolved else partial

    def _iso(self) -> Reading:
        day = date(*(int(self.match[g]) for g in ("iso_y", "iso_m", "iso_d")))
        return "day", (day, day), None

    def _mdy(self) -> Reading:
        m = self.match
        month, day = _month(m["mdy_m"]), _day(m["mdy_d"])
        last_month = _month(m["mdy_n"]) if m["mdy_n"] else month
        return self._days(month, day, last_month, _day(m["mdy_e"] or m["mdy_d"]), m["mdy_y"])

    def _dmy(self) -> Reading:
        m = self.match
        month = _month(m["dmy_m"])
        return self._days(
            month, _day(m["dmy_d"]), month, _day(m["dmy_e"] or m["dmy_d"]), m["dmy_y"]
        )

    def _my(self) -> Reading:
        number, turn = _month(self.match["my_m"]), self.match["my_t"]
        if self.match["my_y"]:
            return "month", cal.month(int(self.match["my_y"]), number), None
        if self.anchor is None:
            return "month", None, f"--{number:02}"
        return "month", cal.month(self.anchor.year + _STEP[turn], number), None

    def _fiscal(self) -> Reading:
        return "fiscal year", None, "FY" + self.match["fiscal_y"]

    def _quarter(self) -> Reading:
        m = self.match
        unit = m["quarter_u"] or "quarter"
        size = 6 if unit == "half" else 3
        word = (m["quarter_w"] or "").lower()
        order = ["first", "second", "third", "fourth"]
        number = int(m["quarter_n"] or 0) or (
            order.index(word) + 1 if word in order else 12 // size
        )
        if number * size > 12:
            raise ValueError(m[0])

        def span(year: int) -> Span:
            return cal.months(year, size * (number - 1) + 1, size)

        if m["quarter_f"]:  # each company's own
            return "fiscal " + unit, None, f"FY{m['quarter_y']}"
        if m["quarter_y"]:
            return unit, span(int(m["quarter_y"])), None
        if m["quarter_t"]:
            turn = _STEP[m["quarter_t"]]
            return unit, span(self.anchor.year + turn) if self.anchor else None, None
        if unit == "half":  # of a match, as often as of a year
            raise ValueError(m[0])
        return unit, self._recurring(span), None

    def _season(self) -> Reading:
        m = self.match
        name = (m["season_s"] or m["season_a"]).lower().replace("fall", "autumn")
        index = toml("text_dates")["english"]["seasons"].index(name)
        if year := m["season_y"] or m["season_b"]:
            return "season", cal.season(int(year), index), None
        turn = m["season_t"].lower()
        if turn == "the" and m["season_s"].lower() in ("fall", "spring"):
            raise ValueError(m[0])
        tense: Tense = "past" if turn == "last" else "future" if turn == "next" else None
        return "season", self._recurring(lambda y: cal.season(y, index), tense), None

    def _decade(self) -> Reading:
        m = self.match
        short = m["decade_s"] or m["decade_q"]
        first = int(m["decade_y"] or "19" + short)
        return "decade", cal.years(first, first + 9), None

    def _century(self) -> Reading:
        first = 100 * (int(self.match["century_n"]) - 1)
        return "century", cal.years(first, first + 99), None

    def _shift(self, unit: str, count: int) -> Span | None:
        """The unit that lies ``count`` units from the anchor's."""
        a = self.anchor
        if a is None:
            return None
        match unit:
            case "day":
                day = a + timedelta(days=count)
                return day, day
            case "week":
                return cal.week(a + timedelta(weeks=count))
            case "weekend":
                saturday = cal.week(a + timedelta(weeks=count))[0] + timedelta(days=5)
                return saturday, saturday + timedelta(days=1)
            case "month":
                return cal.month(a.year, a.month + count)
            case "quarter":
                return cal.months(a.year, (a.month - 1) // 3 * 3 + 1 + 3 * count, 3)
            case _:
                size = {"year": 1, "decade": 10, "century": 100}[unit]
                first = a.year // size * size + count * size
                return cal.years(first, first + size - 1)

    def _ago(self) -> Reading:
        unit, count = self.match["ago_u"], _number(self.match["ago_n"])
        if unit == "decade":
            return "year", self._shift("year", -10 * count), None
        if unit == "week" and count == 1:  # to the day, unlike "three weeks ago"
            return "day", self._shift("day", -7), None
        return unit, self._shift(unit, -count), None

    def _today(self) -> Reading:
        return "day", self._shift("day", 0), None

    def _yesterday(self) -> Reading:
        return "day", self._shift("day", -1), None

    def _tomorrow(self) -> Reading:
        return "day", self._shift("day", 1), None

    def _turn(self) -> Reading:
        unit, turn = self.match["turn_u"], self.match["turn_t"].lower()
        if turn == "past" and self.anchor is not None and unit in _DAYS:
            # "in the past year": the time that ends today, not the calendar's last
            return unit, (self.anchor - timedelta(days=_DAYS[unit] - 1), self.anchor), None
        return unit, self._shift(unit, _STEP[turn]), None

    def _whole(self) -> Reading:
        unit = self.match["whole_u"] or self.match["whole_w"]
        back = unit == "weekend" and _tense(self.match) != "future" and self.anchor is not None
        step = -1 if back and self.anchor and self.anchor.weekday() < 5 else 0
        return unit, self._shift(unit, step), None

    def _weekday(self) -> Reading:
        if self.anchor is None:
            return "day", None, None
        names: list[str] = toml("text_dates")["english"]["weekdays"]
        turn = _STEP.get((self.match["weekday_t"] or "").lower())
        tense: Tense = _tense(self.match) if not turn else "past" if turn < 0 else "future"
        start = self.anchor + timedelta(days=turn or 0)
        day = cal.weekday(start, names.index(self.match["weekday_d"]), tense)
        return "day", (day, day), None

    def _month(self) -> Reading:
        m = self.match
        number = _month(m["month_a"] or m["month_p"] or m["month_b"])
        turn = (m["month_t"] or "").lower()
        tense: Tense = "past" if turn == "last" else "future" if turn == "next" else None
        span = self._recurring(lambda y: cal.month(y, number), tense)
        return "month", span, None if span else f"--{number:02}"

    def _year(self) -> Reading:
        year = int(self.match["year_y"])
        return "year", cal.years(year, year), None

    def _years(self) -> Reading:
        first, last = self.match["years_a"], self.match["years_b"]
        return "years", cal.years(int(first), int(first[: 4 - len(last)] + last)), None
