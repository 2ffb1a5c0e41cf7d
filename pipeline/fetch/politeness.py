"""The pace of a host: one request at a time, gaps kept across threads, processes and runs.

A request takes the host's lease, and the frontier remembers when it was sent and when the next
may be. A host that answers slowly is asked more slowly (it rests as long as it worked); 429 and
503 double the gap, every success takes a tenth of the excess back. A host that keeps failing is
rested, longer each time.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import sleep, time

from pipeline.fetch.frontier import Frontier

# How much a failure says about the host: hard 1, soft .5, temporary .25. Others say nothing.
WEIGHTS = {
    "dns": 1.0, "connect": 1.0, "tls": 1.0,
    "timeout": 0.5, "reset": 0.5, "protocol": 0.5, "server": 0.5,
    "throttled": 0.25,
}  # fmt: skip
TIRED = 3.0  # the score at which a host is rested
FIRST_REST, LONGEST_REST = 600.0, 86_400.0
MOST_SLOWDOWN = 32.0
POLL = 0.05
PATIENCE = 120.0  # seconds that a request waits for a host, or two of its gaps


class Resting(Exception):
    """The host rests for longer than a request waits; ``until`` is in seconds since 1970."""

    def __init__(self, host: str, until: float) -> None:
        super().__init__(f"{host} rests until {datetime.fromtimestamp(until, UTC):%F %H:%M} UTC")
        self.until = until


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to send one request to ``host``."""

    host: str
    owner: str
    slowdown: float


class Pace:
    """Leases and rests of hosts, in the frontier."""

    def __init__(self, frontier: Frontier, wait: Callable[[float], None] = sleep) -> None:
        self._frontier = frontier
        self._wait = wait

    def acquire(self, host: str, delay: float, hold: float) -> Lease:
        """Wait for the host's turn; ``hold`` seconds after that the lease is void (a crash).
        ``Resting`` where that would take too long.
        """
        rest = self.rests_until(host)
        if rest > time():
            raise Resting(host, rest)
        owner = f"{os.getpid()}-{secrets.token_hex(4)}"
        while True:
            lease, wait = self._try(host, delay, hold, owner)
            if lease is not None:
                return lease
            if wait > max(PATIENCE, 2 * delay):
                raise Resting(host, time() + wait)
            self._wait(wait)

    def ready_at(self, host: str, delay: float) -> float:
        """When ``host`` may be asked next, by what is known now (seconds since 1970)."""
        row = self._frontier.one("SELECT * FROM hosts WHERE host = ?", (host,))
        if row is None:
            return 0.0
        return float(max(row["next_at"], row["sent_at"] + delay * row["slowdown"]))

    def _try(self, host: str, delay: float, hold: float, owner: str) -> tuple[Lease | None, float]:
        with self._frontier.transaction():
            now = time()
            self._frontier.do("INSERT OR IGNORE INTO hosts (host) VALUES (?)", (host,))
            row = self._frontier.one("SELECT * FROM hosts WHERE host = ?", (host,))
            assert row is not None
            if row["leased_to"] > now:
                return None, POLL
            ready = max(row["next_at"], row["sent_at"] + delay * row["slowdown"])
            if ready > now:
                return None, ready - now
            self._frontier.do(
                "UPDATE hosts SET owner = ?, leased_to = ?, sent_at = ? WHERE host = ?",
                (owner, now + hold, now, host),
            )
            return Lease(host, owner, row["slowdown"]), 0.0

    def release(self, lease: Lease, delay: float, sent_at: float | None, seconds: float) -> None:
        """Give the lease back: the next request waits for the gap after ``sent_at`` and for as
        long as the answer took."""
        now = time()
        sent = sent_at or now
        self._frontier.do(
            "UPDATE hosts SET owner = NULL, leased_to = 0, sent_at = ?, next_at = max(next_at, ?)"
            " WHERE host = ? AND owner = ?",
            (sent, max(sent + delay * lease.slowdown, now + min(seconds, 60.0)), lease.host,
             lease.owner),
        )  # fmt: skip

    def succeeded(self, host: str) -> None:
        """A usable answer came: forgive, and speed up a little."""
        self._frontier.do(
            "UPDATE hosts SET score = 0, rests = 0, slowdown = 1 + (slowdown - 1) * 0.9"
            " WHERE host = ? AND (score > 0 OR rests > 0 OR slowdown > 1)",
            (host,),
        )

    def failed(self, host: str, kind: str, retry_after: float | None = None) -> None:
        """Note a failure of class ``kind``; ``retry_after`` is in seconds from now."""
        weight = WEIGHTS.get(kind)
        if weight is None:
            return
        with self._frontier.transaction():
            now = time()
            self._frontier.do("INSERT OR IGNORE INTO hosts (host) VALUES (?)", (host,))
            row = self._frontier.one("SELECT * FROM hosts WHERE host = ?", (host,))
            assert row is not None
            score, rests, rest_to = row["score"] + weight, row["rests"], row["rest_to"]
            slowdown = row["slowdown"]
            if kind == "throttled":
                slowdown = min(slowdown * 2, MOST_SLOWDOWN)
            if score >= TIRED:
                rest_to = now + min(FIRST_REST * 2**rests, LONGEST_REST)
                score, rests = 0.0, rests + 1
            next_at = max(row["next_at"], now + min(retry_after or 0.0, LONGEST_REST))
            self._frontier.do(
                "UPDATE hosts SET score = ?, rests = ?, rest_to = ?, slowdown = ?, next_at = ?"
                " WHERE host = ?",
                (score, rests, rest_to, slowdown, next_at, host),
            )

    def rests_until(self, host: str) -> float:
        """The end of the host's rest, in seconds since 1970; in the past when it has none."""
        row = self._frontier.one("SELECT rest_to FROM hosts WHERE host = ?", (host,))
        return float(row["rest_to"]) if row else 0.0


def retry_after(value: str | None, now: datetime | None = None) -> float | None:
    """Seconds that a ``Retry-After`` header asks for, in either of its forms (RFC 9110, 10.2.3).

    >>> retry_after("120"), retry_after("soon")
    (120.0, None)
    """
    text = (value or "").strip()
    if text.isdigit():
        return float(text)
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - (now or datetime.now(UTC))).total_seconds())
