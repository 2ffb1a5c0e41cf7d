"""From a home page to a source: the feeds it links, the sitemaps its robots.txt names."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag

from pipeline.discover.listing import MAX_LISTING
from pipeline.discover.web import READERS
from pipeline.errors import InputError
from pipeline.fetch.client import FetchError
from pipeline.fetch.steps import wait_through
from pipeline.fetch.visit import Visitor, Wish
from pipeline.sources import Politeness, Source
from pipeline.urls import join

FEED_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
    "application/json",
    "application/xml",
    "text/xml",
)
# Where feeds lie at sites whose home page names none.
USUAL_FEEDS = ("/feed", "/rss", "/feed.xml", "/rss.xml", "/atom.xml", "/index.xml")
MOST = 10  # feeds, and sitemaps, that are tried


@dataclass(slots=True)
class Outlet:
    """What a home page and its robots.txt name; ``listings`` holds kind, address and entries."""

    homepage: str
    title: str | None = None
    language: str | None = None
    listings: list[tuple[str, str, int]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def toml(self, policy: Politeness) -> str:
        """The source file: only what was found, and who may be asked beyond the open web."""
        lines = [f"homepage = {_quoted(self.homepage)}"]
        if self.title:
            lines.append(f"title = {_quoted(self.title)}")
        if self.language:
            lines.append(f"language = {_quoted(self.language)}")
        for kind in ("feed", "sitemap"):
            urls = [_quoted(url) for k, url, _ in self.listings if k == kind]
            lines.append(f"{kind}s = [{', '.join(urls)}]")
        if policy.allow_hosts:
            hosts = ", ".join(map(_quoted, policy.allow_hosts))
            lines += ["", "[fetch]", f"allow_hosts = [{hosts}]"]
        return "\n".join(lines) + "\n"


def find_outlet(url: str, visitor: Visitor, source: Source) -> Outlet:
    """Ask for a home page, and for each feed and sitemap that it or its robots.txt names.

    :raises InputError: where the home page cannot be had.
    """
    visit = visitor.visit(url, Wish(source=source))
    if visit.answer is None or visit.kind is not None:
        raise InputError(f"{url}: {visit.kind}: {visit.error}")
    base = visit.answer.url
    page = BeautifulSoup(visit.answer.payload(), "lxml")
    outlet = Outlet(base)
    outlet.title = _name_of(page)
    root = page.find("html")
    outlet.language = str(root.get("lang") or "") or None if root else None
    feeds = [join(base, str(link["href"])) for link in page.find_all("link") if _is_feed(link)]
    try:
        sitemaps = wait_through(visitor.rules(base, Wish(source=source))).sitemaps
    except FetchError as error:
        sitemaps = ()
        outlet.notes.append(f"robots.txt: {error}")
    for url in list(dict.fromkeys(feeds))[:MOST]:
        _try(outlet, "feed", url, visitor, source)
    for url in () if outlet.listings else (join(base, path) for path in USUAL_FEEDS):
        if _try(outlet, "feed", url, visitor, source):
            break
    news_first = sorted(dict.fromkeys(sitemaps), key=lambda url: "news" not in url.lower())
    for url in news_first[:MOST] or [join(base, "/sitemap.xml")]:
        _try(outlet, "sitemap", url, visitor, source)
    return outlet


def _is_feed(link: Tag) -> bool:
    """Whether a ``link`` element leads to a feed of articles; feeds of comments are none."""
    kinds = link.get_attribute_list("rel")
    media = str(link.get("type") or "").lower().strip()
    told = f"{link.get('title') or ''} {link.get('href') or ''}".lower()
    named = "feed" in kinds or ("alternate" in kinds and media in FEED_TYPES)
    return named and bool(link.get("href")) and "comment" not in told


def _name_of(page: BeautifulSoup) -> str | None:
    """What a site calls itself, else the title of its home page."""
    meta = page.find("meta", property="og:site_name", content=True)
    text = str(meta["content"]) if meta else page.title.get_text() if page.title else ""
    return " ".join(text.split()) or None


def _try(outlet: Outlet, kind: str, url: str, visitor: Visitor, source: Source) -> bool:
    """Keep a listing that names at least one article or sitemap; else note why not."""
    visit = visitor.visit(url, Wish(source=source, types=None, max_bytes=MAX_LISTING))
    if visit.answer is None or visit.kind is not None:
        outlet.notes.append(f"{url}: {visit.kind}: {visit.error}")
        return False
    try:
        payload = visit.answer.payload(MAX_LISTING)
    except FetchError as error:
        outlet.notes.append(f"{url}: {error}")
        return False
    listing = READERS[kind](payload, visit.answer.url, visit.answer.header("content-type"))
    count = len(listing.entries) + len(listing.children)
    if count:
        outlet.listings.append((kind, url, count))
    else:
        outlet.notes.append(f"{url}: {listing.problem or f'an empty {kind}'}")
    return count > 0


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
