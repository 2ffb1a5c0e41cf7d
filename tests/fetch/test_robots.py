"""robots.txt as RFC 9309 has it."""

from dataclasses import replace
from time import time

import pytest

from pipeline.fetch.robots import LIMIT
from pipeline.fetch.steps import wait_through
from pipeline.fetch.visit import Visitor, Wish
from pipeline.sources import Source
from tests.fetch.rogue import RogueServer
from tests.fetch.shards import POLITE, SOURCE

WISH = Wish(source=SOURCE)
FORBIDS = b"User-agent: *\nDisallow: /private\n"


def _verdict(server: RogueServer, visitor: Visitor, path: str = "/private/page") -> str | None:
    return visitor.visit(server.base() + path, WISH).robots


def _expire(visitor: Visitor, ago: float) -> Visitor:
    """A visitor that starts anew when the kept copies' life has been over for ``ago`` seconds."""
    visitor.frontier.do("UPDATE robots SET expires_at = ?", (time() - ago,))
    return Visitor(visitor.frontier, visitor.client)


@pytest.mark.parametrize(
    ("status", "verdict"),
    [(401, "allowed"), (403, "allowed"), (404, "allowed"), (410, "allowed"),
     (429, "unreachable"), (500, "unreachable"), (503, "unreachable")],
)  # fmt: skip
def test_a_status_decides(server: RogueServer, visitor: Visitor, status: int, verdict: str) -> None:
    server.robots = (status, FORBIDS)
    assert _verdict(server, visitor) == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (b"User-agent: broadsheet\nDisallow: /\n\nUser-agent: *\nAllow: /\n", "disallowed"),
        (b"User-agent: *\nDisallow: /\n\nUser-agent: Broadsheet\nAllow: /\n", "allowed"),
        (b"\xef\xbb\xbfUser-agent: *\nDisallow: /private\n", "disallowed"),
        (b"User-agent: *\nDisallow: /private\nAllow: /private/page\n", "allowed"),
        (b"User-agent: *\nDisallow: /*/page$\n", "disallowed"),
        (b"User-agent: *\r\nDisallow: /private # ours\r\n", "disallowed"),
        (b"<html><body>Not found</body></html>", "allowed"),
        (b"\xff\xfe\x00", "allowed"),
        (b"#" * (LIMIT - 1) + b"\n" + FORBIDS, "allowed"),  # beyond what has to be read
    ],
)
def test_its_text_decides(server: RogueServer, visitor: Visitor, text: bytes, verdict: str) -> None:
    server.robots = (200, text)
    assert _verdict(server, visitor) == verdict


def test_one_that_moved_is_followed(server: RogueServer, visitor: Visitor) -> None:
    server.redirects = {f"/robots.txt{n}": f"/robots.txt{n + 1}" for n in range(1, 5)}
    server.redirects["/robots.txt"] = "/robots.txt1"
    server.files = {"/robots.txt5": FORBIDS}
    assert _verdict(server, visitor) == "disallowed"


def test_each_hop_asks_its_own(server: RogueServer, visitor: Visitor) -> None:
    server.redirects = {"/page": server.base("127.0.0.2") + "/private/page"}
    server.robots_of["127.0.0.2"] = (200, FORBIDS)
    visit = visitor.visit(server.base() + "/page", WISH)
    assert (visit.kind, visit.robots) == ("robots", "disallowed")
    assert server.asked("/private/page") == 0


def test_a_copy_is_kept_for_its_life(server: RogueServer, visitor: Visitor) -> None:
    server.robots = (200, FORBIDS)
    assert _verdict(server, visitor) == "disallowed"
    again = Visitor(visitor.frontier, visitor.client)  # another process
    assert _verdict(server, again) == "disallowed"
    assert server.asked("/robots.txt") == 1
    server.robots = (200, b"")
    assert _verdict(server, _expire(again, 1)) == "allowed"
    assert server.asked("/robots.txt") == 2


@pytest.mark.parametrize(("ago", "verdict"), [(3_600, "disallowed"), (90_000, "unreachable")])
def test_an_old_copy_holds_for_a_day_where_there_is_no_new_one(
    server: RogueServer, visitor: Visitor, ago: float, verdict: str
) -> None:
    server.robots = (200, FORBIDS)
    _verdict(server, visitor)
    server.robots = (500, b"")
    assert _verdict(server, _expire(visitor, ago)) == verdict


@pytest.mark.parametrize(
    ("line", "delay"),
    [(b"Crawl-delay: 2.5", 2.5), (b"Request-rate: 1/10s", 10.0), (b"Crawl-delay: soon", 0.0)],
)
def test_a_delay_is_read(server: RogueServer, visitor: Visitor, line: bytes, delay: float) -> None:
    server.robots = (200, b"User-agent: *\n" + line)
    assert wait_through(visitor.rules(server.base(), WISH)).delay == delay


def test_a_delay_lengthens_the_gap(server: RogueServer, visitor: Visitor) -> None:
    server.robots = (200, b"User-agent: *\nCrawl-delay: 0.3\n")
    for n in range(3):
        visitor.visit(f"{server.base()}/{n}", WISH)
    _, *pages = server.times("127.0.0.1")
    assert pages[-1] - pages[0] >= 0.55  # the log's clock is a thread's; two gaps of 0.3 s


def test_robots_false_asks_nothing_of_it(server: RogueServer, visitor: Visitor) -> None:
    server.robots = (200, FORBIDS)
    wish = Wish(source=Source(name="s", fetch=replace(POLITE, robots=False)))
    assert visitor.visit(server.base() + "/private/page", wish).kind is None
    assert server.asked("/robots.txt") == 0


def test_one_that_unpacks_without_end_is_none(server: RogueServer, visitor: Visitor) -> None:
    server.redirects = {"/robots.txt": "/bomb"}
    assert _verdict(server, visitor) == "unreachable"
