"""From a home page to a source: what it and its robots.txt name, tried before it is written."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.commands import sources as commands
from pipeline.discover.autodiscovery import Outlet, find_outlet
from pipeline.errors import InputError
from pipeline.fetch.client import Client
from pipeline.fetch.frontier import Frontier
from pipeline.fetch.visit import Visitor
from pipeline.sources import Politeness, Source, read_source
from tests.fetch.rogue import RogueServer, rogue

POLITE = Politeness(delay=0.0, allow_hosts=("127.0.0.1",))
RSS = (
    '<rss version="2.0"><channel><title>News</title><item><title>One</title>'
    "<link>https://news.example/one</link></item></channel></rss>"
)
EMPTY = '<rss version="2.0"><channel><title>News</title></channel></rss>'


@pytest.fixture
def server() -> Iterator[RogueServer]:
    with rogue() as server:
        yield server


def _home(*links: str) -> bytes:
    head = f'<title> The "Gazette" — news </title>{"".join(links)}'
    return f'<!doctype html><html lang="en-GB"><head>{head}</head><body></body></html>'.encode()


def _link(href: str, kind: str = "application/rss+xml") -> str:
    return f'<link rel="alternate" type="{kind}" href="{href}">'


def _find(server: RogueServer, folder: Path) -> Outlet:
    with Frontier(folder / "frontier.sqlite") as frontier, Client() as client:
        return find_outlet(
            f"{server.base()}/home", Visitor(frontier, client), Source(name="s", fetch=POLITE)
        )


def test_feeds_that_have_entries_and_sitemaps_of_robots_are_kept(
    server: RogueServer, tmp_path: Path
) -> None:
    base = server.base()
    server.robots = (200, f"User-agent: *\nSitemap: {base}/map.xml.gz\n".encode())
    links = (
        _link("/feed.xml"),
        _link("feed.xml"),  # the same
        _link("/empty.xml", "application/atom+xml"),
        _link("/picture", "application/rss+xml"),
        _link("/gone.xml"),
        _link("/print", "text/html"),
        _link("/comments/feed"),
    )
    sitemap = f"<urlset><url><loc>{base}/one</loc></url><url><loc>{base}/two</loc></url></urlset>"
    server.files = {
        "/feed.xml": RSS.encode(), "/empty.xml": EMPTY.encode(),
        "/map.xml.gz": gzip.compress(sitemap.encode()),
    }  # fmt: skip
    server.pages = {"/home": _home(*links)}
    server.redirects = {"/gone.xml": "/status/404"}
    outlet = _find(server, tmp_path)
    assert outlet.listings == [
        ("feed", f"{base}/feed.xml", 1), ("sitemap", f"{base}/map.xml.gz", 2)
    ]  # fmt: skip
    assert (outlet.title, outlet.language) == ('The "Gazette" — news', "en-GB")
    assert [note.partition(": ")[0] for note in outlet.notes] == [
        f"{base}/empty.xml", f"{base}/picture", f"{base}/gone.xml"
    ]  # fmt: skip
    path = tmp_path / "gazette.toml"
    path.write_text(outlet.toml(POLITE))
    source = read_source(path)
    assert source.title == outlet.title
    assert source.feeds == (f"{base}/feed.xml",)
    assert source.sitemaps == (f"{base}/map.xml.gz",)
    assert source.fetch.allow_hosts == ("127.0.0.1",)


def test_a_site_is_called_what_it_calls_itself(server: RogueServer, tmp_path: Path) -> None:
    server.pages = {"/home": _home('<meta property="og:site_name" content="The  Gazette">')}
    assert _find(server, tmp_path).title == "The Gazette"


def test_the_usual_places_of_feeds_are_tried(server: RogueServer, tmp_path: Path) -> None:
    server.pages = {"/home": _home()}
    server.redirects = {"/feed": "/status/404"}
    server.files = {"/rss": RSS.encode()}
    assert _find(server, tmp_path).listings == [("feed", f"{server.base()}/rss", 1)]
    assert server.asked("/feed.xml") == 0  # one is enough


def test_the_usual_place_of_a_sitemap_is_tried(server: RogueServer, tmp_path: Path) -> None:
    server.pages = {"/home": _home()}
    server.files = {
        "/sitemap.xml": f"<urlset><url><loc>{server.base()}/1</loc></url></urlset>".encode()
    }
    assert _find(server, tmp_path).listings == [("sitemap", f"{server.base()}/sitemap.xml", 1)]


def test_a_home_page_that_cannot_be_had_is_told(server: RogueServer, tmp_path: Path) -> None:
    server.redirects = {"/home": "/status/403"}
    with pytest.raises(InputError, match="refused: 403"):
        _find(server, tmp_path)


def test_nothing_is_written_where_nothing_was_found(
    server: RogueServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.discover.autodiscovery.USUAL_FEEDS", ())  # a second each
    server.pages = {"/home": _home()}
    with pytest.raises(InputError, match="no feed or sitemap found"):
        commands.add(f"{server.base()}/home", "gazette", ["127.0.0.1"], tmp_path)
    assert not list(tmp_path.rglob("*.toml"))
