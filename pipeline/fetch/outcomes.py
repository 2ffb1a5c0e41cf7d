"""What each class of outcome means for the address: again in this run, later, or never.

``docs/fetching.md`` shows this table to publishers and users.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from pipeline.fetch.frontier import Frontier
from pipeline.fetch.politeness import PATIENCE
from pipeline.record import Capture
from pipeline.urls import host_of

HOUR, DAY = 3600.0, 86_400.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """``tries`` in one run; ``later``: seconds until a later run asks again, doubled each time
    (None: never); ``patience``: how many runs may fail before the address is given up.
    """

    tries: int = 1
    later: float | None = None
    patience: int = 6


OUTCOMES: dict[str, Outcome] = {
    "dns": Outcome(tries=2, later=HOUR),
    "connect": Outcome(tries=3, later=HOUR),
    "tls": Outcome(tries=1, later=6 * HOUR),
    "timeout": Outcome(tries=2, later=HOUR),
    "reset": Outcome(tries=3, later=HOUR),
    "protocol": Outcome(tries=2, later=6 * HOUR, patience=3),
    "server": Outcome(tries=3, later=HOUR),
    "throttled": Outcome(tries=3, later=HOUR, patience=24),
    "robots": Outcome(later=DAY, patience=30),
    "resting": Outcome(later=HOUR, patience=1_000_000),
    "refused": Outcome(later=DAY, patience=3),
    "gone": Outcome(),
    "status": Outcome(),
    "redirect": Outcome(later=DAY, patience=2),
    "blocked": Outcome(),
    "too_large": Outcome(),
    "content_type": Outcome(),
    "missing": Outcome(),
    "unreadable": Outcome(),
    "damaged": Outcome(),
    "bad_row": Outcome(),
    "forgotten": Outcome(),
}


_STATUS_KINDS = {
    401: "refused", 402: "refused", 403: "refused", 451: "refused",
    404: "gone", 410: "gone", 429: "throttled",
}  # fmt: skip


def kind_of_status(status: int) -> str:
    """The class of an HTTP status that says that there is no page."""
    return _STATUS_KINDS.get(status, "server" if status >= 500 else "status")


def backoff(attempt: int, asked: float | None = None) -> float:
    """Seconds before try ``attempt`` + 1: 1, 4, 16 with jitter, and never before ``asked``."""
    return max(asked or 0.0, 4.0 ** (attempt - 1)) * random.uniform(1.0, 1.5)


def pause_before_next(kind: str | None, tries: int, asked: float | None) -> float | None:
    """Seconds until the next try of this run after ``tries`` that ended in ``kind``; None where
    there is none. ``asked`` is the server's ``Retry-After``."""
    if kind is None or tries >= OUTCOMES[kind].tries:
        return None
    wait = backoff(tries, asked)
    return wait if wait <= PATIENCE else None


def settle(
    frontier: Frontier,
    key: bytes,
    capture: Capture,
    revisit: Sequence[timedelta],
    conditional: bool,
) -> None:
    """Write what a visit says into the frontier: validators, digest, and when to come again.
    ``key`` is the id of the capture's URL."""
    at = capture.fetched_at.timestamp()
    row = frontier.one("SELECT * FROM urls WHERE id = ?", (key,))
    if row is None:
        frontier.do(
            "INSERT INTO urls (id, url, source, host, hints, found_at, published)"
            " VALUES (?, ?, ?, ?, '{}', ?, ?)",
            (key, capture.url, capture.source, host_of(capture.url), at, at),
        )
        row = frontier.one("SELECT * FROM urls WHERE id = ?", (key,))
    assert row is not None
    if row["fetched_at"] is not None and row["fetched_at"] >= at:
        return  # it was noted before: a salvaged or rebuilt capture
    if capture.error_class is not None:
        failures = row["failures"] + 1
        frontier.do(
            "UPDATE urls SET failures = ?, fetched_at = ?, status = ?, next_at = ? WHERE id = ?",
            (failures, at, capture.status, _retry_at(capture, failures, at), key),
        )
        return
    visits = row["visits"] + 1
    first = row["first_at"] or at
    next_at = _revisit_at(first, row["published"], visits, at, revisit)
    if capture.kind == "revisit" and capture.status == 304:
        frontier.do(
            "UPDATE urls SET visits = ?, failures = 0, first_at = ?, fetched_at = ?, status = 304,"
            " next_at = ?, conditional = conditional + 1 WHERE id = ?",
            (visits, first, at, next_at, key),
        )
        return
    same = capture.digest == row["digest"]
    frontier.do(
        "UPDATE urls SET visits = ?, failures = 0, first_at = ?, fetched_at = ?, status = ?,"
        " next_at = ?, etag = ?, last_modified = ?, validated = ?, digest = ?, digest_at = ?,"
        " conditional = ? WHERE id = ?",
        (visits, first, at, capture.status, next_at, capture.etag, capture.last_modified,
         capture.final_url, capture.digest, row["digest_at"] if same else at,
         row["conditional"] + 1 if conditional else 0, key),
    )  # fmt: skip


def _retry_at(capture: Capture, failures: int, at: float) -> float | None:
    outcome = OUTCOMES[capture.error_class or "protocol"]
    if outcome.later is None or failures >= outcome.patience:
        return None
    if capture.error_class == "resting":
        return at + outcome.later / 4
    return at + min(outcome.later * 2.0 ** (failures - 1), DAY)


def _revisit_at(
    first: float, published: float, visits: int, at: float, revisit: Sequence[timedelta]
) -> float | None:
    """The next age in the schedule that lies ahead, for an article that was young when found."""
    ages: list[float] = sorted(age.total_seconds() for age in revisit)
    if not ages or first - published > ages[-1]:
        return None
    return next((first + age for age in ages[visits - 1 :] if first + age > at), None)
