"""Listings as the web has them: bent, packed, nested, or something else altogether."""

import gzip
from pathlib import Path

import pytest

from pipeline.discover.queue import due
from pipeline.discover.web import READERS, Found, discover_listings
from pipeline.fetch.client import Client
from pipeline.fetch.frontier import Frontier
from pipeline.fetch.steps import wait_through
from pipeline.fetch.visit import Visitor
from pipeline.sources import Politeness, Source
from tests.fetch.rogue import rogue

SITE = "https://news.example"
FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>
<item><title>One</title><link>{SITE}/one</link></item>
<item><title>Two & more</title><link>{SITE}/two</link></item></channel></rss>"""
SITEMAP = f"<urlset><url><loc>{SITE}/one</loc></url><url><loc>{SITE}/two</loc></url></urlset>"
INDEX = f"<sitemapindex><sitemap><loc>{SITE}/part.xml.gz</loc></sitemap></sitemapindex>"
HTML = b"<!doctype html><html><body><p>Please log in.</p></body></html>"


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("feed", FEED.encode()),
        ("sitemap", SITEMAP.encode()),
        ("sitemap", gzip.compress(SITEMAP.encode(), mtime=0)),
        ("sitemap", f"{SITE}/one\n{SITE}/two\n".encode()),
        ("list", f"# ours\n{SITE}/one\n\n{SITE}/two\n".encode()),
    ],
)
def test_each_form_gives_its_addresses(kind: str, payload: bytes) -> None:
    listing = READERS[kind](payload, f"{SITE}/listing", None)
    assert [entry.url for entry in listing.entries] == [f"{SITE}/one", f"{SITE}/two"]
    assert listing.problem is None


@pytest.mark.parametrize("kind", ["feed", "sitemap"])
@pytest.mark.parametrize("payload", [HTML, b"", gzip.compress(SITEMAP.encode(), mtime=0)[:40]])
def test_what_is_no_listing_is_a_problem_told(kind: str, payload: bytes) -> None:
    listing = READERS[kind](payload, f"{SITE}/listing", "text/html")
    assert listing.entries == []
    assert listing.problem


def test_an_index_names_its_parts() -> None:
    listing = READERS["sitemap"](INDEX.encode(), f"{SITE}/sitemap.xml", None)
    assert [child.url for child in listing.children] == [f"{SITE}/part.xml.gz"]


def test_an_index_is_followed_into_its_packed_parts(tmp_path: Path) -> None:
    polite = Politeness(delay=0.0, allow_hosts=("127.0.0.1",))
    with (
        rogue() as server,
        Frontier(tmp_path / "frontier.sqlite") as frontier,
        Client() as client,
    ):
        base = server.base()
        server.files = {
            "/index.xml": INDEX.replace(SITE, base).encode(),
            "/part.xml.gz": gzip.compress(SITEMAP.replace(SITE, base).encode()),
        }
        source = Source(name="s", sitemaps=(f"{base}/index.xml",), fetch=polite)
        found = Found("s")
        wait_through(discover_listings(source, Visitor(frontier, client), frontier, found))
        refs = due(frontier, [source])
    assert sorted(ref.location for ref in refs) == [f"{base}/one", f"{base}/two"]
    assert (found.listings, found.new, found.notes) == (2, 2, [])


def test_a_feed_that_moved_on_by_more_than_it_shows_is_told(tmp_path: Path) -> None:
    def feed(*days: int) -> bytes:
        items = "".join(
            f"<item><link>{SITE}/{day}</link><pubDate>{day} Mar 2026 09:00:00 GMT</pubDate></item>"
            for day in days
        )
        return f'<rss version="2.0"><channel>{items}</channel></rss>'.encode()

    polite = Politeness(delay=0.0, allow_hosts=("127.0.0.1",))
    with (
        rogue() as server,
        Frontier(tmp_path / "frontier.sqlite") as frontier,
        Client() as client,
    ):
        source = Source(name="s", feeds=(f"{server.base()}/feed",), fetch=polite)
        told = []
        for days in ((1, 2), (2, 3), (6, 7)):
            server.pages = {"/feed": feed(*days)}
            found = Found("s")
            wait_through(discover_listings(source, Visitor(frontier, client), frontier, found))
            told.append(any("missed between two visits" in note for note in found.notes))
    assert told == [False, False, True]


@pytest.mark.parametrize("left", [SITEMAP.index("two") + 1, SITEMAP.rindex("</loc>") + 4])
def test_half_an_address_is_none(left: int) -> None:
    listing = READERS["sitemap"](SITEMAP[:left].encode(), f"{SITE}/sitemap.xml", None)
    assert [entry.url for entry in listing.entries] == [f"{SITE}/one"]
    assert listing.notes


def test_utf_16_is_read() -> None:
    text = f'<?xml version="1.0" encoding="UTF-16"?>{SITEMAP}'
    listing = READERS["sitemap"](text.encode("utf-16"), f"{SITE}/sitemap.xml", None)
    assert len(listing.entries) == 2
