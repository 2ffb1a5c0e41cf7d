"""Whatever bytes a listing consists of, reading it gives a listing, and queueing it a queue."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.discover.queue import enqueue
from pipeline.discover.web import READERS
from pipeline.fetch.frontier import Frontier
from pipeline.sources import Source

SITE = "https://news.example"
ADDRESSES = [
    f"{SITE}/one", "http://[::1", "http://[fe80::1%25lo]/", "//", "http://", "https:///x", "/two",
    "javascript:alert(1)", "http://user:pw@news.example/", "http://news.example:99999/",
    "http://\x00/", "http://news.example/\ud800", "HTTP://NEWS.EXAMPLE/ü b", "mailto:x", "", " ",
    "http://ex ample/", "http://a..b/", "http://" + "a" * 300 + ".example/", "data:,x", "?", "#x",
    "http://news.example/" + "x" * 70_000,
]  # fmt: skip
DATES = [
    "2026-03-01", "Sun, 01 Mar 2026 25:61:00 GMT", "9999999999999", "-1", "0000-00-00", "\x00",
    "2026-02-30T10:00:00+99:99", "12026-01-01", "Thu, 01 Jan 1500 00:00:00 GMT", "",
]  # fmt: skip
FORMS = {
    "feed": [
        "<rss version='2.0'><channel><item><title>T</title><link>{}</link><pubDate>{}</pubDate>"
        "</item></channel></rss>",
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='{}'/><updated>{}</updated>"
        "</entry></feed>",
        '{{"version": "https://jsonfeed.org/version/1", "items": [{{"url": "{}", '
        '"date_published": "{}"}}, 1, null, {{"url": 5}}]}}',
        '{{"items": {{}}}}', '{{"items": "{}"}}', "[{}]", '"{}"',
    ],
    "sitemap": [
        "<urlset><url><loc>{}</loc><lastmod>{}</lastmod></url></urlset>",
        "<sitemapindex><sitemap><loc>{}</loc><lastmod>{}</lastmod></sitemap></sitemapindex>",
        "{}\n{}\n",
    ],
    "list": ["{}\n{}\n"],
    "paths": ["{}\n{}\n"],
}  # fmt: skip


@pytest.fixture(scope="module")
def frontier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Frontier]:
    folder: Path = tmp_path_factory.mktemp("frontier")
    with Frontier(folder / "frontier.sqlite") as frontier:
        yield frontier


@st.composite
def payloads(draw: st.DrawFn, kind: str) -> bytes:
    """A listing with hostile values, cut, changed or packed."""
    form = draw(st.sampled_from(FORMS[kind]))
    text = form.format(draw(st.sampled_from(ADDRESSES)), draw(st.sampled_from(DATES)))
    encoding = draw(st.sampled_from(["utf-8", "utf-16", "latin-1"]))
    data = text.encode(encoding, "replace")
    data = data[: draw(st.integers(0, len(data)))] if draw(st.booleans()) else data
    at = draw(st.integers(0, len(data)))
    data = data[:at] + draw(st.binary(max_size=4)) + data[at:]
    return gzip.compress(data) if draw(st.booleans()) else data


@pytest.mark.parametrize("kind", READERS)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_every_payload_is_a_listing(frontier: Frontier, kind: str, data: st.DataObject) -> None:
    payload = data.draw(payloads(kind) | st.binary(max_size=200))
    media = data.draw(st.sampled_from([None, "text/xml", "text/html; charset=\xff", "x"]))
    listing = READERS[kind](payload, f"{SITE}/listing", media)
    enqueue(frontier, Source(name="s", timezone="Europe/Berlin"), listing.entries)
    for entry in (*listing.entries, *listing.children):
        assert isinstance(entry.url, str)
