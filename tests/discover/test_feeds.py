"""Feeds of every dialect, and those that are bent: each gives its entries, and what was wrong."""

import json
from textwrap import dedent

import pytest

from pipeline.discover import feed
from pipeline.discover.feed import read_feed
from pipeline.discover.listing import Listing, moment

SITE = "https://news.example"
URLS = [f"{SITE}/one", f"{SITE}/two"]
DATE = "2026-03-01T09:30:00+00:00"

RSS_090 = """
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/">
    <channel><title>News</title></channel>
    <item><title>One</title><link>https://news.example/one</link></item>
    <item><title>Two</title><link>https://news.example/two</link></item></rdf:RDF>"""
RSS_091 = """
    <rss version="0.91"><channel><title>News</title>
    <item><title>One</title><link>https://news.example/one</link></item>
    <item><title>Two</title><link>https://news.example/two</link></item></channel></rss>"""
RSS_10 = """
    <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
     xmlns:dc="http://purl.org/dc/elements/1.1/">
    <channel rdf:about="https://news.example/"><title>News</title></channel>
    <item rdf:about="https://news.example/one"><title>One</title><link>https://news.example/one</link>
    <dc:date>2026-03-01T09:30:00+00:00</dc:date></item>
    <item rdf:about="https://news.example/two"><title>Two</title><link>https://news.example/two</link>
    </item></rdf:RDF>"""
RSS_20 = """
    <rss version="2.0"><channel><title>News</title>
    <item><title>One</title><link>https://news.example/one</link>
    <pubDate>Sun, 01 Mar 2026 09:30:00 GMT</pubDate></item>
    <item><title>Two</title><guid>https://news.example/two</guid></item></channel></rss>"""
ATOM_03 = """
    <feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>News</title>
    <entry><title>One</title><link rel="alternate" type="text/html" href="https://news.example/one"/>
    <issued>2026-03-01T09:30:00+00:00</issued></entry>
    <entry><title>Two</title><link rel="alternate" type="text/html" href="https://news.example/two"/>
    </entry></feed>"""
ATOM_10 = """
    <feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>
    <entry><title>One</title><id>tag:news.example,2026:1</id><link href="/one"/>
    <published>2026-03-01T09:30:00+00:00</published><updated>2026-03-02T09:30:00+00:00</updated></entry>
    <entry><title>Two</title><id>tag:news.example,2026:2</id><link rel="enclosure" href="/two.mp3"/>
    <link rel="alternate" href="/two"/></entry></feed>"""
JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "News",
        "items": [
            {"id": "1", "url": f"{SITE}/one", "title": "One", "date_published": DATE},
            {"id": f"{SITE}/two", "title": "Two"},
        ],
    }
)
DIALECTS = {
    "RSS 0.90": RSS_090, "RSS 0.91": RSS_091, "RSS 0.92": RSS_091.replace("0.91", "0.92"),
    "RSS 1.0 (RDF)": RSS_10, "RSS 2.0": RSS_20, "Atom 0.3": ATOM_03, "Atom 1.0": ATOM_10,
    "JSON Feed": JSON_FEED,
}  # fmt: skip
DATED = ("RSS 1.0 (RDF)", "RSS 2.0", "Atom 0.3", "Atom 1.0", "JSON Feed")


def _read(text: str | bytes, content_type: str | None = "application/xml") -> Listing:
    payload = text if isinstance(text, bytes) else dedent(text).lstrip().encode()
    return read_feed(payload, f"{SITE}/feed", content_type)


@pytest.mark.parametrize("name", DIALECTS)
def test_each_dialect_gives_its_entries(name: str) -> None:
    listing = _read(DIALECTS[name])
    assert [entry.url for entry in listing.entries] == URLS
    assert [entry.title for entry in listing.entries] == ["One", "Two"]
    assert listing.entries[0].published == (DATE if name in DATED else None)
    assert (listing.problem, listing.notes) == (None, [])


@pytest.mark.parametrize(
    "content_type", ["text/html", "text/plain", "application/octet-stream", "image/png", None]
)
@pytest.mark.parametrize("name", ["RSS 2.0", "Atom 1.0", "JSON Feed"])
def test_a_wrong_content_type_is_read_all_the_same(name: str, content_type: str | None) -> None:
    listing = _read(DIALECTS[name], content_type)
    assert [entry.url for entry in listing.entries] == URLS
    assert listing.problem is None


@pytest.mark.parametrize(
    ("declared", "sent", "content_type"),
    [
        ("iso-8859-1", "iso-8859-1", "text/xml"),
        ("windows-1251", "windows-1251", "application/rss+xml"),
        ("utf-8", "utf-8", "application/rss+xml; charset=iso-8859-1"),  # the header is wrong
        ("iso-8859-1", "utf-8", "application/rss+xml; charset=utf-8"),  # the declaration is
        (None, "utf-8", "text/xml; charset=us-ascii"),
        ("utf-16", "utf-16", "application/xml"),
    ],
)
def test_a_charset_is_found(declared: str | None, sent: str, content_type: str) -> None:
    title = "Новости" if sent in ("windows-1251", "utf-8", "utf-16") else "Métropole"
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else '<?xml version="1.0"?>'
    text = head + dedent(RSS_20).strip().replace("<title>One", f"<title>{title}")
    listing = _read(text.encode(sent), content_type)
    assert [entry.title for entry in listing.entries] == [title, "Two"]


BENT = {
    "a bare ampersand": RSS_20.replace("<title>One", "<title>One & only"),
    "an entity of HTML": RSS_20.replace("<title>One", "<title>One&nbsp;only"),
    "an undeclared prefix": RSS_20.replace("<title>One", "<media:x/><title>One"),
    "a control character": RSS_20.replace("<title>One", "<title>One\x0b"),
    "text before the declaration": "\n\n<?xml version='1.0'?>" + dedent(RSS_20).strip(),
    "a tag that is not closed": RSS_20.replace("</channel></rss>", ""),
    "an end in the middle": RSS_20 + "<item><title>Three</ti",
    "JSON Feed without a version": JSON_FEED.replace("jsonfeed.org/version/1.1", "news.example"),
}  # fmt: skip


@pytest.mark.parametrize("fault", BENT)
def test_what_is_bent_is_read_and_told(fault: str) -> None:
    listing = _read(BENT[fault])
    assert [entry.url for entry in listing.entries][:2] == URLS
    assert listing.problem is None
    if fault != "text before the declaration":  # which feedparser mends without a word
        assert [note.partition(":")[0] for note in listing.notes] == ["bent"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Sun, 01 Mar 2026 09:30:00 GMT", DATE),
        ("Sun, 1 Mar 2026 10:30:00 +0100", DATE),
        ("Sun, 01 Mar 26 04:30:00 EST", DATE),
        ("2026-03-01T09:30:00Z", "2026-03-01T09:30:00Z"),
        ("2026-03-01 09:30:00", "2026-03-01 09:30:00"),
        ("2026-03-01", "2026-03-01"),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_are_read(written: str, read: str | None) -> None:
    listing = _read(RSS_20.replace("Sun, 01 Mar 2026 09:30:00 GMT", written))
    assert listing.entries[0].published == read


def test_entries_without_an_address_and_doubles_are_left_out() -> None:
    item = "<item><title>Again</title><link>https://news.example/one</link></item>"
    text = RSS_20.replace("</channel>", f"<item><title>No link</title></item>{item}</channel>")
    assert [entry.url for entry in _read(text).entries] == URLS


def test_a_date_without_a_zone_is_left_without() -> None:
    listing = _read(RSS_20.replace("09:30:00 GMT", "09:30:00"))
    assert listing.entries[0].published == "2026-03-01T09:30:00"
    assert moment("2026-03-01T09:30:00", "Europe/Berlin") == moment("2026-03-01T08:30:00Z")


def test_a_feed_without_end_is_read_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "MOST_TAGS", 200)
    item = f"<item><title>N</title><link>{SITE}/%d</link></item>"
    text = f'<rss version="2.0"><channel>{"".join(item % n for n in range(100))}</channel></rss>'
    listing = _read(text)
    assert 20 < len(listing.entries) < 40
    assert listing.notes[0].startswith("bent: it is too long")


def test_entities_do_not_blow_up() -> None:
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    text = f"<!DOCTYPE rss [{entities}]>" + RSS_20.strip().replace("<title>One", "<title>&a9;")
    listing = _read(text)
    assert [entry.url for entry in listing.entries] == URLS
    assert all(len(entry.title or "") < 100 for entry in listing.entries)
