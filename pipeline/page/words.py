"""How values read on the page: ages, instants, counts, shares, addresses."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import quote, urlsplit

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_UNITS = (("d", 86400), ("h", 3600), ("min", 60), ("s", 1))


def ago(instant: datetime | None, now: datetime | None = None) -> str:
    """How long ago, in the largest whole unit.

    >>> ago(datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 3, 3, 1, tzinfo=UTC))
    '2 d ago'
    """
    if instant is None:
        return "never"
    seconds = int(((now or datetime.now(UTC)) - instant).total_seconds())
    return f"in {span(-seconds)}" if seconds < 0 else f"{span(seconds)} ago"


def span(elapsed: timedelta | float | None) -> str:
    """A duration in its largest whole unit; seconds below ten keep a decimal.

    >>> span(timedelta(hours=5, minutes=40)), span(0.25)
    ('5 h', '0.2 s')
    """
    if elapsed is None:
        return "–"
    seconds = elapsed.total_seconds() if isinstance(elapsed, timedelta) else elapsed
    if seconds < 10:
        return f"{seconds:.1f} s" if seconds % 1 else f"{seconds:.0f} s"
    unit, size = next((u, s) for u, s in _UNITS if seconds >= s)
    return f"{int(seconds // size)} {unit}"


def instant(value: datetime | date | None) -> str:
    """A moment in UTC to the minute, or a day.

    >>> instant(datetime(2026, 3, 1, 8, 5, tzinfo=UTC)), instant(date(2026, 3, 1))
    ('2026-03-01 08:05 UTC', '2026-03-01')
    """
    if value is None:
        return "–"
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    return value.isoformat()


def count(value: float | None) -> str:
    """A whole number with thin spaces between thousands; a dash for none."""
    return "–" if value is None else f"{value:,.0f}".replace(",", "\u202f")


def size(value: float | None) -> str:
    """Bytes in the unit that suits them.

    >>> size(950), size(18_400), size(2_500_000)
    ('950 B', '18.4 kB', '2.5 MB')
    """
    left = float(value or 0)
    for unit in ("B", "kB", "MB"):
        if left < 1000:
            return f"{left:.0f} B" if unit == "B" else f"{left:.1f} {unit}"
        left /= 1000
    return f"{left:,.1f} GB"


def percent(value: float | None) -> str:
    """A share in 0..1 as per cent.

    >>> percent(0.984), percent(0.9996), percent(None)
    ('98 %', '>99 %', '–')
    """
    if value is None:
        return "–"
    if 0.995 <= value < 1:
        return ">99 %"
    if 0 < value < 0.005:
        return "<1 %"
    return f"{value * 100:.0f} %"


def web_address(value: str | None) -> str | None:
    """The address where it is safe to link to: http or https with a host, else None.

    >>> web_address("javascript:alert(1)"), web_address("https://example.org/a")
    (None, 'https://example.org/a')
    """
    try:
        parts = urlsplit(value or "")
        return value if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def language_tag(value: str | None) -> str | None:
    """The value where it is formed as a BCP 47 tag, for a ``lang`` attribute; else None.

    >>> language_tag("en-CA"), language_tag("English, mostly")
    ('en-CA', None)
    """
    return value if value and _TAG.fullmatch(value) else None


def segment(value: Any) -> str:
    """A value as one segment of a path; slashes are escaped too."""
    return quote(str(value), safe="")


FILTERS: dict[str, Callable[..., Any]] = {
    "ago": ago,
    "span": span,
    "instant": instant,
    "count": count,
    "percent": percent,
    "bytes": size,
    "web_address": web_address,
    "language_tag": language_tag,
    "segment": segment,
}
