"""The pace of a host: one request at a time, gaps kept across threads, processes and runs.

A request takes the host's lease, and the frontier remembers when it was sent and when the next
may be. A host that answers slowly is asked more slowly (it rests as long as it worked); 429 and
503 double the gap, every success takes a tenth of the excess back. A host that keeps failing is
rested, longer each time.
"""

from __future__ import annotations

import os
import secrets
import socket
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from sqlite3 import Row
from time import time

from pipeline.fetch.frontier import Frontier
from pipeline.fetch.steps import Steps

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
PATIENCE = 120.0  # seconds that a request waits for a host, or two gaps of its source's file
LONGEST_ANSWER = 60.0  # seconds that a host is left alone after a slow one
CLOCK_STEP = 60.0  # seconds by which machines that share a frontier may differ

_HERE = socket.gethostname()


class Resting(Exception):
    """The host rests for longer than a request waits; ``until`` is in seconds since 1970."""

    def __init__(self, host: str, until: float) -> None:
        super().__init__(f"{host} rests until {datetime.fromtimestamp(until, UTC):%F %H:%M} UTC")
        self.until = until


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to send one request to ``host``, whose next one waits for ``gap`` seconds."""

    host: str
    owner: str
    gap: float
    connections: int = 1


class Pace:
    """Leases and rests of hosts, in the frontier: one pace for all threads, processes and runs."""

    def __init__(self, frontier: Frontier) -> None:
        self._frontier = frontier

    def acquire(
        self,
        host: str,
        delay: float,
        hold: float,
        connections: int = 1,
        patience: float = PATIENCE,
    ) -> Steps[Lease]:
        """Wait for the host's turn, ``patience`` seconds at most, else ``Resting``; ``hold``
        seconds after it the lease is void (a crash).
        """
        owner = f"{_HERE} {os.getpid()} {secrets.token_hex(4)}"
        while True:
            lease, until = self._try(host, delay, hold, connections, owner)
            if lease is not None:
                return lease
            if until - time() > patience:
                raise Resting(host, until)
            yield until

    def ready_at(self, host: str) -> float:
        """When ``host`` may be asked next, by what is known now (seconds since 1970)."""
        row = self._frontier.one("SELECT next_at FROM hosts WHERE host = ?", (host,))
        return float(row["next_at"]) if row else 0.0

    def _try(
        self, host: str, delay: float, hold: float, connections: int, owner: str
    ) -> tuple[Lease | None, float]:
        """A lease, or the time at which to try again."""
        with self._frontier.transaction():
            now = time()
            row = self._row(host)
            if row["sent_at"] > now + CLOCK_STEP:
                self._set_back(host, now)
                return None, now + delay
            if row["rest_to"] > now:
                raise Resting(host, row["rest_to"])
            gap = delay * row["slowdown"]
            ready = max(row["next_at"], row["sent_at"] + gap)
            if ready > now:
                return None, ready
            held = [
                lease
                for lease in self._frontier.all("SELECT * FROM leases WHERE host = ?", (host,))
                if lease["until"] > now and _alive(lease["owner"])
            ]
            if len(held) >= connections or not all(lease["sent"] for lease in held):
                return None, now + POLL
            self._frontier.do(
                "INSERT INTO leases (host, owner, until) VALUES (?, ?, ?)",
                (host, owner, now + hold),
            )
            self._frontier.do("UPDATE hosts SET sent_at = ? WHERE host = ?", (now, host))
            return Lease(host, owner, gap, connections), 0.0

    def _set_back(self, host: str, now: float) -> None:
        """The clock was set back since the host was asked: what is known of its times is void."""
        self._frontier.do(
            "UPDATE hosts SET sent_at = ?, next_at = ?, rest_to = 0 WHERE host = ?",
            (now, now, host),
        )
        self._frontier.do("DELETE FROM leases WHERE host = ?", (host,))

    def sent(self, lease: Lease, at: float) -> None:
        """The request is on its way: where a host has more than one connection, the gap to the
        next begins here."""
        with self._frontier.transaction():
            self._frontier.do(
                "UPDATE leases SET sent = 1 WHERE host = ? AND owner = ?", (lease.host, lease.owner)
            )
            self._frontier.do("UPDATE hosts SET sent_at = ? WHERE host = ?", (at, lease.host))

    def release(
        self,
        lease: Lease,
        sent_at: float | None,
        seconds: float,
        failure: str | None,
        retry_after: float | None = None,
    ) -> None:
        """Give the lease back. The next request waits for the gap after ``sent_at``, and for as
        long as the answer took. ``failure`` is the class of what went wrong; ``retry_after`` is in
        seconds from now.
        """
        now = time()
        with self._frontier.transaction():
            row = self._row(lease.host)
            sent = max(row["sent_at"], sent_at or now)
            rest = min(seconds, LONGEST_ANSWER) / lease.connections
            next_at = max(row["next_at"], sent + lease.gap, now + rest)
            if retry_after is not None:
                next_at = max(next_at, now + min(retry_after, LONGEST_REST))
            score, rests, rest_to, slowdown = _judged(row, failure, now)
            self._frontier.do(
                "UPDATE hosts SET sent_at = ?, next_at = ?, score = ?, rests = ?, rest_to = ?,"
                " slowdown = ? WHERE host = ?",
                (sent, next_at, score, rests, rest_to, slowdown, lease.host),
            )
            self._frontier.do(
                "DELETE FROM leases WHERE host = ? AND (owner = ? OR until <= ?)",
                (lease.host, lease.owner, now),
            )

    def _row(self, host: str) -> Row:
        query = "SELECT * FROM hosts WHERE host = ?"
        row = self._frontier.one(query, (host,))
        if row is None:
            self._frontier.do("INSERT OR IGNORE INTO hosts (host) VALUES (?)", (host,))
            row = self._frontier.one(query, (host,))
        assert row is not None
        return row


def _alive(owner: str) -> bool:
    """Whether a lease's process may still run: known for those of this machine alone."""
    machine, process, _ = owner.split()
    if machine != _HERE:
        return True
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's
        return True
    return True


def _judged(row: Row, failure: str | None, now: float) -> tuple[float, int, float, float]:
    """Score, rests, end of the rest and slowdown of a host after a request."""
    score, rests, rest_to, slowdown = (
        row["score"], row["rests"], row["rest_to"], row["slowdown"],
    )  # fmt: skip
    if failure is None:
        return 0.0, 0, rest_to, 1 + (slowdown - 1) * 0.9
    score += WEIGHTS.get(failure, 0.0)
    if failure == "throttled":
        slowdown = min(slowdown * 2, MOST_SLOWDOWN)
    if score >= TIRED:
        rest_to = now + min(FIRST_REST * 2**rests, LONGEST_REST)
        score, rests = 0.0, rests + 1
    return score, rests, rest_to, slowdown


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
