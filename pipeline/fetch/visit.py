"""A visit: one address asked politely, its redirects followed by hand.

Every hop passes the guard, the robots.txt of its own origin and the pace of its own host; what
one host said (cookies, validators) is not told to another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from time import monotonic

from w3lib.url import safe_url_string

from pipeline.fetch.client import PAGE_TYPES, Client, Exchange, FetchError
from pipeline.fetch.frontier import Frontier
from pipeline.fetch.guard import Blocked, check_url
from pipeline.fetch.outcomes import kind_of_status
from pipeline.fetch.politeness import PATIENCE, Lease, Pace, Resting, retry_after
from pipeline.fetch.robots import LIMIT, Robots, Rules
from pipeline.fetch.steps import Steps, wait_through
from pipeline.fetch.validators import CONDITIONAL, Validators
from pipeline.sources import Source
from pipeline.urls import host_of, join, outlet_of

MOST_REDIRECTS = 8
REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(slots=True)
class Visit:
    """What happened on the way: each exchange in order, and the error that ended it, if one did.

    ``kind`` is the class of the failure (None: a page, or 304), ``robots`` the last verdict,
    ``seconds`` the length of the exchanges, waits between them left out.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How an address is asked for: for which source, by its politeness, and what is wanted.

    ``types`` are the media types of a page (None: any), ``max_bytes`` the most bytes (with ``cut``
    the first ones are enough), ``headers`` what to send beside the usual ones.
    """

    source: Source
    validators: Validators | None = None
    types: tuple[str, ...] | None = PAGE_TYPES
    max_bytes: int | None = None
    cut: bool = False
    headers: Mapping[str, str] | None = None


class Visitor:
    """Client, robots and pace together; safe to share between threads."""

    def __init__(self, frontier: Frontier, client: Client) -> None:
        self.client = client
        self._robots = Robots(frontier)
        self.pace = Pace(frontier)
        self.frontier = frontier

    def visit(self, url: str, wish: Wish) -> Visit:
        """Ask for ``url`` and follow where it leads; never raises for what a server does."""
        return wait_through(self.steps(url, wish))

    def steps(self, url: str, wish: Wish, robots: bool | None = None) -> Steps[Visit]:
        """``visit``, handing its waits to the caller."""
        visit = Visit(url)
        obey = wish.source.fetch.robots if robots is None else robots
        target = _as_sent(url)
        seen: set[str] = set()
        for _ in range(MOST_REDIRECTS + 1):
            visit.final_url = target
            if target in seen:
                _end(visit, "redirect", f"redirects in a loop at {target}")
                return visit
            seen.add(target)
            answer = yield from self._hop(visit, target, wish, obey)
            if answer is None or answer.status not in REDIRECTS:
                return visit
            location = answer.header("location")
            if not location:
                _end(visit, "redirect", f"{answer.status} without a Location")
                return visit
            if answer.header("set-cookie"):
                seen.clear()  # what it led away from may be different now
            target = _as_sent(join(target, _header_text(location)).partition("#")[0])
        _end(visit, "redirect", f"more than {MOST_REDIRECTS} redirects")
        return visit

    def rules(self, url: str, wish: Wish) -> Steps[Rules]:
        """The robots.txt rules for ``url``, asked for at its host's pace; ``FetchError``."""
        plain = Wish(source=wish.source, types=None, max_bytes=LIMIT, cut=True)

        def get(robots_url: str) -> Steps[Exchange]:
            visit = yield from self.steps(robots_url, plain, robots=False)
            if visit.answer is None:
                raise FetchError(visit.kind or "protocol", visit.error or "", status=visit.status)
            return visit.answer

        return (yield from self._robots.rules(url, get))

    def _hop(self, visit: Visit, url: str, wish: Wish, obey: bool) -> Steps[Exchange | None]:
        policy, host = wish.source.fetch, host_of(url)
        delay = policy.delay
        try:
            check_url(url)
            if obey:
                rules = yield from self.rules(url, wish)
                visit.robots = rules.verdict(url)
                if visit.robots != "allowed":
                    _end(visit, "robots", f"robots.txt of {host} is {visit.robots}")
                    return None
                delay = max(delay, rules.delay)
            lease = yield from self.pace.acquire(
                host, delay, policy.deadline + 30, policy.connections,
                max(PATIENCE, 2 * policy.delay),
            )  # fmt: skip
        except Blocked as error:
            _end(visit, "blocked", str(error))
            return None
        except FetchError as error:
            _end(visit, error.kind, str(error))
            return None
        except Resting as error:
            _end(visit, "resting", str(error))
            return None
        return self._ask(visit, url, wish, lease)

    def _ask(self, visit: Visit, url: str, wish: Wish, lease: Lease) -> Exchange | None:
        clock = monotonic()
        policy = wish.source.fetch
        # Its headers may be keys: they are for the outlet alone, not for whom it leads to.
        own = outlet_of(url) in wish.source.outlets
        headers = {**((own and policy.headers) or {}), **(wish.headers or {})}
        if wish.validators is not None:
            headers |= wish.validators.headers_for(url)
        sent_at: float | None = None
        failure: str | None = "protocol"
        try:
            answer = self.client.ask(
                url, policy, source=wish.source.name, types=wish.types, headers=headers,
                max_bytes=wish.max_bytes, cut=wish.cut,
                on_sent=partial(self.pace.sent, lease) if lease.connections > 1 else None,
            )  # fmt: skip
            sent_at = answer.sent_at
            visit.exchanges.append(answer)
            visit.status = answer.status
            failure = _judge(visit, answer, conditional=any(n in headers for n in CONDITIONAL))
            return answer
        except FetchError as error:
            sent_at, failure = error.sent_at, error.kind
            visit.status = error.status
            _end(visit, error.kind, str(error))
            return None
        finally:
            seconds = monotonic() - clock
            visit.seconds += seconds
            self.pace.release(lease, sent_at, seconds, failure, visit.retry_after)


def _judge(visit: Visit, answer: Exchange, *, conditional: bool) -> str | None:
    """End the visit where the answer is no page; the class of what is the host's failure."""
    status = answer.status
    if status == 304 and not conditional:
        _end(visit, "protocol", "304 to a request without a condition")
        return "protocol"
    if status < 300 or status == 304 or status in REDIRECTS:
        return None
    visit.retry_after = retry_after(answer.header("retry-after"))
    kind = kind_of_status(status)
    if status == 503 and visit.retry_after is not None:
        kind = "throttled"
    _end(visit, kind, f"{status} {answer.reason}".strip())
    return None if kind == "gone" else kind


def _end(visit: Visit, kind: str, error: str) -> None:
    visit.kind, visit.error = kind, error


def _as_sent(url: str) -> str:
    """``url`` in the letters that HTTP allows; what is no address is left to the guard."""
    try:
        return str(safe_url_string(url))
    except ValueError:
        return url


def _header_text(value: str) -> str:
    """A header's value as UTF-8 where its Latin-1 reading hides that (non-ASCII ``Location``)."""
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value
