"""Feeds: RSS 0.9 to 2.0, Atom and RDF by feedparser, JSON Feed; bent ones too."""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import islice
from typing import Any

import dateutil.parser
import feedparser

from pipeline.discover.listing import Entry, Listing, unpacked
from pipeline.urls import join

MOST_BYTES, MOST_TAGS = 20_000_000, 300_000  # of a feed: some ten thousand entries
_ZONE = re.compile(r"(?:[+-]\d\d:?\d\d|\b[A-Z]{1,5})$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def read_feed(payload: bytes, url: str, content_type: str | None) -> Listing:
    """The entries of a feed in its order. What is no feed is a listing with a ``problem``."""
    listing = Listing("feed")
    try:
        payload = unpacked(payload)
    except OSError as error:
        listing.problem = f"broken gzip: {error}"
        return listing
    whole, payload = len(payload), _first(payload)
    if len(payload) < whole:
        listing.notes.append("bent: it is too long; only its first entries were read")
    if payload.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        _read_json(payload, url, listing)
        return listing
    told = {"content-location": url}
    if content_type:
        told["content-type"] = content_type
    feed = feedparser.parse(
        payload, response_headers=told, sanitize_html=False, resolve_relative_uris=False
    )
    listing.entries.extend(_unique(_entries(feed.entries, url)))
    if feed.get("bozo") and listing.entries:
        listing.notes.append(f"bent: {_reason(feed.get('bozo_exception'))}")
    if not listing.entries and not feed.get("version"):
        listing.problem = (
            "not a feed but a web page; `broadsheet sources add` finds the feeds of a site"
            if b"<html" in payload[:4096].lower()
            else f"not a feed: {_reason(feed.get('bozo_exception'))}"
        )
    return listing


def _first(payload: bytes) -> bytes:
    """As much of a feed as is read: what a hostile one costs has to be bounded."""
    payload = payload[:MOST_BYTES]
    if payload.count(b"<") <= MOST_TAGS:
        return payload
    return payload[: next(islice(re.finditer(b"<", payload), MOST_TAGS, None)).start()]


def _entries(entries: list[Mapping[str, Any]], url: str) -> Iterator[Entry]:
    for entry in entries:
        link = _link(entry)
        if link:
            yield Entry(
                url=join(url, link.strip()),
                title=_text(entry.get("title")),
                published=_date(entry, "published") or _date(entry, "updated"),
                changed=_date(entry, "updated"),
            )


def _link(entry: Mapping[str, Any]) -> str | None:
    """The article's address: feedburner's original link, the link, or a guid that is one."""
    for link in (entry.get("feedburner_origlink"), entry.get("link"), entry.get("id")):
        if isinstance(link, str) and link.strip().lower().startswith(("http:", "https:", "/")):
            return link
    return None


def _date(entry: Mapping[str, Any], name: str) -> str | None:
    """As written where that is ISO 8601, else as it can be read; without a zone, where it has none:
    it is the outlet's own then."""
    # ``in`` first: feedparser answers for ``updated`` with ``published``, and warns of it
    if name not in entry:
        return None
    written = str(entry[name]).strip()
    parsed = entry.get(f"{name}_parsed") if f"{name}_parsed" in entry else None
    try:
        datetime.fromisoformat(written)
        return written
    except ValueError:
        pass
    try:
        if parsed and _ZONE.search(written):
            return datetime.fromtimestamp(calendar.timegm(parsed), UTC).isoformat()
        return dateutil.parser.parse(written).isoformat() if _YEAR.search(written) else None
    except (ValueError, OverflowError):
        return None


def _read_json(payload: bytes, url: str, listing: Listing) -> None:
    """JSON Feed 1.0 and 1.1 (jsonfeed.org)."""
    try:
        feed = json.loads(payload.decode("utf-8-sig", "replace"), strict=False)
        items = feed["items"]
        version = str(feed.get("version", ""))
    except (ValueError, KeyError, TypeError, AttributeError):
        listing.problem = "JSON, but not a JSON Feed: it has no `items`"
        return
    if "jsonfeed.org" not in version:
        listing.notes.append("bent: JSON Feed without its version")
    for item in items if isinstance(items, list) else []:
        link = item.get("url") or item.get("id") if isinstance(item, dict) else None
        if isinstance(link, str) and link:
            listing.entries.append(
                Entry(
                    url=join(url, link),
                    title=_text(item.get("title")),
                    published=_text(item.get("date_published")),
                    changed=_text(item.get("date_modified")),
                )
            )


def _unique(entries: Iterator[Entry]) -> Iterator[Entry]:
    return iter({entry.url: entry for entry in entries}.values())


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _reason(error: object) -> str:
    return f"{type(error).__name__}: {error}" if error else "nothing in it is an entry"
