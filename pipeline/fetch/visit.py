"""A visit: one address asked politely, its redirects followed by hand.

Every hop passes the guard, the robots.txt of its own origin and the pace of its own host; what
one host said (cookies, validators) is not told to another.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic
from urllib.parse import urljoin

from pipeline.fetch.client import PAGE_TYPES, Client, Exchange, FetchError
from pipeline.fetch.frontier import Frontier
from pipeline.fetch.politeness import Pace, Resting, retry_after
from pipeline.fetch.robots import LIMIT, Robots, Rules
from pipeline.sources import Politeness
from pipeline.urls import host_of

MOST_REDIRECTS = 8
REDIRECTS = (301, 302, 303, 307, 308)

# The class of an answer that is not a page; a class decides about retries and rests.
_STATUS_KINDS = {
    401: "refused", 402: "refused", 403: "refused", 451: "refused",
    404: "gone", 410: "gone", 429: "throttled",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Validators:
    """What ``url`` said of its payload when it gave it: sent back to that address alone."""

    url: str
    etag: str | None = None
    last_modified: str | None = None

    def headers_for(self, url: str) -> dict[str, str]:
        """The conditional headers for a request to ``url`` (RFC 9110, 13.1)."""
        told = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {n: v for n, v in told.items() if v} if url == self.url else {}


@dataclass(slots=True)
class Visit:
    """What happened on the way: each exchange in order, and the error that ended it, if one did.

    ``kind`` is the class of the failure (None: a page, or 304), ``robots`` the last verdict.
    """

    url: str
    exchanges: list[Exchange] = field(default_factory=list)
    final_url: str = ""
    robots: str | None = None
    kind: str | None = None
    error: str | None = None
    status: int | None = None
    seconds: float = 0.0
    retry_after: float | None = None

    @property
    def answer(self) -> Exchange | None:
        """The last exchange, where the visit ended with one."""
        return self.exchanges[-1] if self.exchanges and not self._broken else None

    @property
    def redirects(self) -> tuple[str, ...]:
        """The addresses passed through before ``final_url``."""
        hops = [e.url for e in self.exchanges if e.status in REDIRECTS]
        return tuple(u for u in hops if u != self.final_url)

    @property
    def _broken(self) -> bool:
        return self.final_url != self.exchanges[-1].url


class Visitor:
    """Client, robots and pace together; safe to share between threads."""

    def __init__(self, frontier: Frontier, client: Client) -> None:
        self._client = client
        self._robots = Robots(frontier)
        self.pace = Pace(frontier)
        self.frontier = frontier

    def visit(
        self,
        url: str,
        policy: Politeness,
        *,
        source: str = "",
        validators: Validators | None = None,
        types: tuple[str, ...] | None = PAGE_TYPES,
        max_bytes: int | None = None,
        cut: bool = False,
        robots: bool | None = None,
    ) -> Visit:
        """Ask for ``url`` and follow where it leads; never raises for what a server does."""
        visit = Visit(url)
        started = monotonic()
        obey = policy.robots if robots is None else robots
        target = url
        seen: set[str] = set()
        for _ in range(MOST_REDIRECTS + 1):
            visit.final_url = target
            if target in seen:
                _end(visit, "redirect", f"redirects in a loop at {target}")
                break
            seen.add(target)
            answer = self._hop(
                visit, target, policy, source, validators, types, max_bytes, cut, obey
            )
            location = answer.header("location") if answer is not None else None
            if answer is None or answer.status not in REDIRECTS or not location:
                break
            target = urljoin(target, _header_text(location)).partition("#")[0]
        else:
            _end(visit, "redirect", f"more than {MOST_REDIRECTS} redirects")
        visit.seconds = monotonic() - started
        return visit

    def rules(self, url: str, policy: Politeness, source: str) -> Rules:
        """The robots.txt rules for ``url``, asked for at its host's pace; ``FetchError``."""

        def get(robots_url: str) -> Exchange:
            visit = self.visit(
                robots_url,
                policy,
                source=source,
                types=None,
                max_bytes=LIMIT,
                cut=True,
                robots=False,
            )
            if visit.answer is None:
                raise FetchError(visit.kind or "protocol", visit.error or "", status=visit.status)
            return visit.answer

        return self._robots.rules(url, get)

    def _hop(
        self, visit: Visit, url: str, policy: Politeness, source: str,
        validators: Validators | None, types: tuple[str, ...] | None,
        max_bytes: int | None, cut: bool, obey: bool,
    ) -> Exchange | None:  # fmt: skip
        delay = policy.delay
        if obey:
            try:
                rules = self.rules(url, policy, source)
            except FetchError as error:
                _end(visit, error.kind, str(error))
                return None
            visit.robots = rules.verdict(url)
            if visit.robots != "allowed":
                _end(visit, "robots", f"robots.txt of {host_of(url)} is {visit.robots}")
                return None
            delay = max(delay, rules.delay)
        host = host_of(url)
        try:
            lease = self.pace.acquire(host, delay, policy.deadline + 30)
        except Resting as error:
            _end(visit, "resting", str(error))
            return None
        clock = monotonic()
        sent_at: float | None = None
        try:
            answer = self._client.ask(
                url, policy, source=source, types=types, max_bytes=max_bytes, cut=cut,
                conditional=validators.headers_for(url) if validators else None,
            )  # fmt: skip
            sent_at = answer.sent_at
        except FetchError as error:
            sent_at = error.sent_at
            visit.status = error.status
            _end(visit, error.kind, str(error))
            self.pace.failed(host, error.kind)
            return None
        finally:
            self.pace.release(lease, delay, sent_at, monotonic() - clock)
        visit.exchanges.append(answer)
        visit.status = answer.status
        self._judge(visit, answer, host)
        return answer

    def _judge(self, visit: Visit, answer: Exchange, host: str) -> None:
        status = answer.status
        if status < 400 or status in (404, 410):
            self.pace.succeeded(host)
        if status < 300 or status == 304 or status in REDIRECTS:
            return
        visit.retry_after = retry_after(answer.header("retry-after"))
        kind = _STATUS_KINDS.get(status, "server" if status >= 500 else "status")
        if status == 503 and visit.retry_after is not None:
            kind = "throttled"
        _end(visit, kind, f"{status} {answer.reason}".strip())
        self.pace.failed(host, kind, visit.retry_after)


def _end(visit: Visit, kind: str, error: str) -> None:
    visit.kind, visit.error = kind, error


def _header_text(value: str) -> str:
    """A header's value as UTF-8 where its Latin-1 reading hides that (non-ASCII ``Location``)."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value
