"""A span of time that a run is limited to: what listings say was published in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from pipeline.errors import InputError


@dataclass(frozen=True, slots=True)
class Window:
    """From ``start`` on and before ``end``; None leaves that side open. Aware times."""

    start: datetime | None = None
    end: datetime | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.start >= self.end:
            raise InputError(f"from {self.start} to {self.end}: the end must lie after the start")

    def __bool__(self) -> bool:
        """Whether it limits anything."""
        return bool(self.start or self.end)

    @property
    def seconds(self) -> tuple[float, float]:
        """Both ends in seconds since 1970."""
        return (
            self.start.timestamp() if self.start else float("-inf"),
            self.end.timestamp() if self.end else float("inf"),
        )

    def holds(self, moment: float | None) -> bool:
        """Whether a time (seconds since 1970) lies in it; what has none does not."""
        start, end = self.seconds
        return moment is not None and start <= moment < end


ALWAYS = Window()


def day_or_time(text: str) -> datetime:
    """``2026-03-01`` or ``2026-03-01T12:00+01:00``; without an offset it is UTC.

    :raises InputError: for other text.

    >>> day_or_time("2026-03-01").isoformat()
    '2026-03-01T00:00:00+00:00'
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise InputError(f"{text!r}: not a day or a time such as 2026-03-01T12:00Z") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
