"""Whatever a server does: its own row, its own class, and the rest goes on."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.discover.listing import Entry
from pipeline.discover.queue import due, enqueue
from pipeline.fetch.client import Client, Exchange
from pipeline.fetch.frontier import Frontier
from pipeline.fetch.validators import Validators
from pipeline.fetch.visit import Visitor, Wish
from pipeline.settings import Home
from pipeline.sources import Politeness, Source
from tests.fetch.rogue import RogueServer
from tests.fetch.shards import LOOPBACK, SOURCE, fetch_urls

WISH = Wish(source=SOURCE)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/page", None),
        ("/moved", None),
        ("/cookie-wall", None),
        ("/nowhere", "redirect"),
        ("/unasked-304", "protocol"),
        ("/endless", "too_large"),
        ("/bomb", "too_large"),
        ("/short", "reset"),
        ("/reset", "reset"),
        ("/loop", "redirect"),
        ("/inward", "blocked"),
        ("/picture", "content_type"),
        ("/status/404", "gone"),
        ("/status/403", "refused"),
        ("/status/500", "server"),
        ("/status/503", "server"),
        ("/status/503/9", "throttled"),
        ("/status/429/9", "throttled"),
    ],
)
def test_each_fault_has_its_class(
    server: RogueServer, visitor: Visitor, path: str, kind: str | None
) -> None:
    visit = visitor.visit(server.base() + path, WISH)
    assert (visit.kind, visit.error is None) == (kind, kind is None)
    assert visit.retry_after == (9.0 if path.endswith("/9") else None)
    assert server.asked(path) == (2 if path == "/cookie-wall" else 1)


@pytest.mark.parametrize(
    ("robots", "verdict"),
    [
        ((200, b"User-agent: *\nDisallow: /private"), "disallowed"),
        ((500, b""), "unreachable"),
        ((404, b""), "allowed"),
    ],
)
def test_robots_decides(
    server: RogueServer, visitor: Visitor, robots: tuple[int, bytes], verdict: str
) -> None:
    server.robots = robots
    visit = visitor.visit(server.base() + "/private/page", WISH)
    assert visit.robots == verdict
    assert server.asked("/private/page") == (verdict == "allowed")
    visitor.visit(server.base() + "/private/page", WISH)
    assert server.asked("/robots.txt") == 1


def test_a_second_visit_is_conditional(server: RogueServer, visitor: Visitor) -> None:
    url = server.base() + "/page"
    first = visitor.visit(url, WISH)
    assert first.answer is not None
    second = visitor.visit(
        url, Wish(source=SOURCE, validators=Validators(url, first.answer.header("etag")))
    )
    assert [second.status, second.kind] == [304, None]


def test_what_was_whole_before_a_crash_is_not_asked_for_again(
    server: RogueServer, tmp_path: Path
) -> None:
    home = Home(tmp_path)
    urls = [f"{server.base()}/{n}" for n in range(5)]
    fetch_urls(home, urls)
    home.captures("r", "0000").unlink()
    whole = home.warc("r", "0000")
    part = whole.with_name(whole.name + ".part")
    part.write_bytes(whole.read_bytes()[:-40])  # a kill in the middle of the last row
    whole.unlink()
    for name in home.state.glob("frontier.sqlite*"):
        name.unlink()
    captures = fetch_urls(home, urls)
    assert sorted(c.url for c in captures) == urls
    assert sorted(server.asked(f"/{n}") for n in range(5)) == [1, 1, 1, 1, 2]


@pytest.mark.parametrize("location", ["/ü b?q=ä", "/%C3%BC%20b?q=%C3%A4", "ü b?q=ä#top"])
def test_an_address_of_any_letters_is_asked_for_as_the_web_writes_it(
    server: RogueServer, visitor: Visitor, tmp_path: Path, location: str
) -> None:
    server.redirects = {"/page": location.encode().decode("latin-1")}
    visit = visitor.visit(server.base() + "/page", WISH)
    assert visit.final_url == server.base() + "/%C3%BC%20b?q=%C3%A4"
    (capture,) = fetch_urls(Home(tmp_path), [f"{server.base()}/ü b"])
    assert (capture.url, capture.error_class) == (f"{server.base()}/ü b", None)
    assert capture.final_url == f"{server.base()}/%C3%BC%20b"


def test_a_long_gap_that_robots_asks_for_ends_the_run_for_that_host(
    server: RogueServer, tmp_path: Path
) -> None:
    server.robots = (200, b"User-agent: *\nCrawl-delay: 3600\n")
    urls = [f"{server.base()}/{n}" for n in range(3)]
    captures = fetch_urls(Home(tmp_path), urls)
    assert [c.error_class for c in captures] == ["resting"] * 3  # robots.txt was the run's request


def test_what_is_left_when_the_time_is_over_stays_due(
    server: RogueServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.fetch.pages.MOST_SECONDS", 0.5)
    home, urls = Home(tmp_path), [f"{server.base()}/{n}" for n in range(9)]
    source = Source(name="s", fetch=Politeness(delay=0.2, allow_hosts=LOOPBACK))
    with Frontier(home.state / "frontier.sqlite") as frontier:
        enqueue(frontier, source, [Entry(url=url) for url in urls])
    captures = fetch_urls(home, urls, policy=source.fetch)
    with Frontier(home.state / "frontier.sqlite") as frontier:
        left = [ref.location for ref in due(frontier, [source])]
    assert 1 <= len(captures) <= 3
    assert sorted([*left, *(c.url for c in captures)]) == urls


def test_what_nobody_foresaw_costs_its_address_alone(
    server: RogueServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    ask = Client.ask

    def broken(self: Client, url: str, *args: Any, **kwargs: Any) -> Exchange:
        if url.endswith("/1"):
            raise RuntimeError("a bug")
        return ask(self, url, *args, **kwargs)

    monkeypatch.setattr(Client, "ask", broken)
    captures = fetch_urls(Home(tmp_path), [f"{server.base()}/{n}" for n in range(3)])
    assert {c.url[-1]: (c.error_class, c.error) for c in captures} == {
        "0": (None, None), "1": ("protocol", "RuntimeError: a bug"), "2": (None, None)
    }  # fmt: skip
    assert "please report it" in caplog.text


@pytest.mark.parametrize(
    "location", ["http://[::1", "http://", "//", "http://a:b:c/", "http://news.example:99999/"]
)
def test_a_redirect_to_no_address_is_refused(
    server: RogueServer, visitor: Visitor, location: str
) -> None:
    server.redirects = {"/page": location}
    visit = visitor.visit(server.base() + "/page", WISH)
    assert visit.kind in ("blocked", "redirect")  # nothing but a loop is left of some
    assert len(server.log) <= 2
