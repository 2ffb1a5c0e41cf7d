"""robots.txt as RFC 9309 has it: who may read what, kept for its life in the frontier.

2xx: its rules. Redirects: followed, five at most, by the visitor. 4xx: no restriction (2.3.1.3).
5xx, 429 and no answer: nothing may be asked (2.3.1.4) until it answers again; an older copy that
is still kept goes on being valid for a day. Only the first 500 KiB are read (2.5).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from sqlite3 import Row
from time import time
from typing import Any
from urllib.parse import urlsplit

from protego import Protego

from pipeline.fetch.client import PRODUCT, Exchange, FetchError
from pipeline.fetch.frontier import Frontier
from pipeline.fetch.politeness import POLL
from pipeline.fetch.steps import Steps

LIMIT = 500 * 1024
DAY = 86_400.0
NOBODY = ("blocked", "dns", "connect", "tls", "resting")
RETRY = 900.0  # seconds until an unreachable robots.txt is asked for again
ASKING = 60.0  # seconds after which another asks, for whoever did may have crashed
_ROW = "SELECT * FROM robots WHERE host = ?"


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one origin. ``reachable`` is False where nothing may be asked."""

    reachable: bool
    parsed: Any = None

    def verdict(self, url: str) -> str:
        """``allowed``, ``disallowed`` or ``unreachable``: what the capture row says."""
        if not self.reachable:
            return "unreachable"
        if self.parsed is None or self.parsed.can_fetch(url, PRODUCT):
            return "allowed"
        return "disallowed"

    @property
    def delay(self) -> float:
        """Seconds between requests that the origin asks for, 0 where it does not say."""
        if self.parsed is None:
            return 0.0
        rate = self.parsed.request_rate(PRODUCT)
        by_rate = rate.seconds / rate.requests if rate and rate.requests else 0.0
        return max(float(self.parsed.crawl_delay(PRODUCT) or 0.0), by_rate)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        return tuple(self.parsed.sitemaps) if self.parsed is not None else ()


def origin_of(url: str) -> str:
    """``scheme://host[:port]``: what a robots.txt speaks for."""
    parts = urlsplit(url)
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}"


class Robots:
    """The rules of every origin met, from memory, from the frontier, or asked for."""

    def __init__(self, frontier: Frontier) -> None:
        self._frontier = frontier
        self._known: dict[str, tuple[float, Rules]] = {}

    def rules(self, url: str, get: Callable[[str], Steps[Exchange]]) -> Steps[Rules]:
        """The rules for ``url``; ``get`` asks for the text when the copy's life is over, once for
        all threads and processes that wait for it.

        ``FetchError`` where there is nobody to ask: the page would fail alike.
        """
        origin = origin_of(url)
        while True:
            expires, rules = self._known.get(origin, (0.0, None))
            if rules is not None and expires > time():
                return rules
            row = self._frontier.one(_ROW, (origin,))
            if row is not None and row["expires_at"] > time():
                rules = _rules(row["status"], row["body"])
                self._known[origin] = (row["expires_at"], rules)
            elif self._claim(origin):
                yield from self._renew(origin, row, get)
            else:
                yield time() + POLL

    def _claim(self, origin: str) -> bool:
        """Take it up to ask; False where another does."""
        now = time()
        claimed = self._frontier.do(
            "INSERT INTO robots (host, status, body, expires_at, asked_at)"
            " VALUES (?, NULL, '', 0, ?) ON CONFLICT (host) DO UPDATE"
            " SET asked_at = excluded.asked_at WHERE asked_at <= ? AND expires_at <= ?",
            (origin, now, now - ASKING, now),
        )
        return claimed > 0

    def _renew(
        self, origin: str, row: Row | None, get: Callable[[str], Steps[Exchange]]
    ) -> Steps[None]:
        """Ask for the text and keep it; the old copy where there is no new one."""
        try:
            status, body, life = yield from _ask(origin, get)
        except BaseException:
            self._frontier.do("UPDATE robots SET asked_at = 0 WHERE host = ?", (origin,))
            raise
        if row is not None and _unavailable(status) and not _unavailable(row["status"]):
            kept = time() - row["expires_at"] < DAY
            status, body = (row["status"], row["body"]) if kept else (status, body)
        self._frontier.do(
            "UPDATE robots SET status = ?, body = ?, expires_at = ?, asked_at = 0 WHERE host = ?",
            (status, body, time() + life, origin),
        )


def _ask(
    origin: str, get: Callable[[str], Steps[Exchange]]
) -> Steps[tuple[int | None, str, float]]:
    """Status, text and life in seconds of an origin's robots.txt."""
    try:
        answer = yield from get(f"{origin}/robots.txt")
        if _unavailable(answer.status):
            return answer.status, "", RETRY
        payload = answer.payload(4 * LIMIT) if answer.status == 200 else b""
    except FetchError as error:
        if error.kind in NOBODY:
            raise
        if error.kind == "redirect":
            return 404, "", DAY
        return error.status if _unavailable(error.status) else None, "", RETRY
    return answer.status, payload[:LIMIT].decode("utf-8-sig", "replace"), DAY


def _unavailable(status: int | None) -> bool:
    return status is None or status >= 500 or status == 429


def _rules(status: int | None, body: str) -> Rules:
    if _unavailable(status):
        return Rules(reachable=False)
    if status == 200:
        return Rules(reachable=True, parsed=Protego.parse(body))
    return Rules(reachable=True)
