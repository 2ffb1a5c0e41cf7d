"""Listings on the web: asked for politely and conditionally, read by kind, put in the queue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from sqlite3 import Row
from time import time

from pipeline.discover.feed import read_feed
from pipeline.discover.listing import MAX_LISTING, Entry, Listing, moment
from pipeline.discover.lists import read_list, read_paths
from pipeline.discover.queue import enqueue
from pipeline.discover.sitemap import read_sitemap
from pipeline.discover.window import ALWAYS, Window
from pipeline.fetch.archive import payload_digest
from pipeline.fetch.client import FetchError
from pipeline.fetch.frontier import Frontier
from pipeline.fetch.steps import Steps
from pipeline.fetch.validators import note_lie, validators_of
from pipeline.fetch.visit import Visitor, Wish
from pipeline.sources import Source
from pipeline.urls import outlet_of

READERS: dict[str, Callable[[bytes, str, str | None], Listing]] = {
    "feed": read_feed,
    "sitemap": read_sitemap,
    "list": read_list,
    "paths": read_paths,
}
MOST_CHILDREN = 50  # sitemaps of an index that one run asks for
DEEPEST = 3
AUDIT = 12  # one in so many requests for a listing is unconditional


@dataclass(slots=True)
class Found:
    """What discovery of one source came to."""

    source: str
    listings: int = 0
    unchanged: int = 0
    new: int = 0
    notes: list[str] = field(default_factory=list)


def listings_of(source: Source) -> list[tuple[str, str]]:
    """Kind and location of each listing of a source."""
    return [
        *(("feed", url) for url in source.feeds),
        *(("sitemap", url) for url in source.sitemaps),
        *(("list", place) for place in source.lists),
    ]


def discover_listings(
    source: Source, visitor: Visitor, frontier: Frontier, found: Found, window: Window = ALWAYS
) -> Steps[None]:
    """Read every listing of ``source`` that has changed, and queue what is new in it. Of an
    index's sitemaps those come first that may hold what was published in ``window``."""
    todo = [(kind, place, 0) for kind, place in listings_of(source)]
    asked: set[str] = set()
    while todo:
        kind, place, depth = todo.pop(0)
        if place in asked:
            continue
        asked.add(place)
        found.listings += 1
        if "://" in place:
            listing = yield from ask_listing(source, kind, place, visitor, frontier, found)
        else:
            listing = _read_local(kind, place, found)
        if listing is None:
            continue
        found.notes += [f"{place}: {note}" for note in listing.notes]
        if listing.problem:
            found.notes.append(f"{place}: {listing.problem}")
        entries = listing.entries if kind != "sitemap" else _own(listing.entries, place, source)
        found.new += enqueue(frontier, source, entries)
        if depth < DEEPEST:
            todo += [
                ("sitemap", child.url, depth + 1)
                for child in _changed(listing.children, frontier, window)
                if outlet_of(child.url) == outlet_of(place)
            ]


def ask_listing(
    source: Source, kind: str, url: str, visitor: Visitor, frontier: Frontier, found: Found
) -> Steps[Listing | None]:
    """Ask for one listing; None where it is unchanged, or cannot be had: ``found`` says why."""
    row = frontier.one("SELECT * FROM listings WHERE url = ?", (url,))
    wish = Wish(
        source=source, types=None, max_bytes=MAX_LISTING,
        validators=validators_of(frontier, row, AUDIT),
    )  # fmt: skip
    visit = yield from visitor.steps(url, wish)
    answer, now = visit.answer, time()
    frontier.do(
        "INSERT OR IGNORE INTO listings (url, source, kind, checked_at) VALUES (?, ?, ?, ?)",
        (url, source.name, kind, now),
    )
    if answer is None or visit.kind is not None:
        problem = f"{visit.kind}: {visit.error}"
        found.notes.append(f"{url}: {problem}")
        frontier.do(
            "UPDATE listings SET checked_at = ?, failures = failures + 1, problem = ?"
            " WHERE url = ?",
            (now, problem, url),
        )
        return None
    digest = payload_digest(answer.body) if answer.status != 304 else None
    if answer.status == 304 or (row is not None and digest == row["digest"]):
        found.unchanged += 1
        frontier.do(
            "UPDATE listings SET checked_at = ?, conditional = conditional + 1 WHERE url = ?",
            (now, url),
        )
        return None
    told = (answer.header("etag"), answer.header("last-modified"))
    note_lie(frontier, row, answer.url, *told)
    try:
        listing = READERS[kind](
            answer.payload(MAX_LISTING), answer.url, answer.header("content-type")
        )
    except FetchError as error:
        listing = Listing(kind, problem=str(error))
    found.notes += _gap(row, listing, url)
    times = [t for e in listing.entries if (t := moment(e.published or e.changed)) is not None]
    frontier.do(
        "UPDATE listings SET checked_at = ?, changed_at = ?, etag = ?, last_modified = ?,"
        " validated = ?, digest = ?, watermark = ?, conditional = 0, failures = ?, problem = ?"
        " WHERE url = ?",
        (now, now, *told, answer.url, digest, max(times, default=None),
         (row["failures"] + 1 if row else 1) if listing.problem else 0,
         listing.problem or "; ".join(listing.notes) or None, url),
    )  # fmt: skip
    return listing


def _gap(row: Row | None, listing: Listing, url: str) -> list[str]:
    """What to say of a feed whose oldest entry is younger than the newest of the last visit: it
    has moved on by more than it shows."""
    times = [t for e in listing.entries if (t := moment(e.published)) is not None]
    if row is None or row["watermark"] is None or len(times) < 2 or listing.kind != "feed":
        return []
    if min(times) <= row["watermark"]:
        return []
    return [f"{url}: articles may have been missed between two visits; ask more often"]


def _read_local(kind: str, place: str, found: Found) -> Listing | None:
    try:
        return READERS[kind](Path(place).read_bytes(), Path(place).absolute().as_uri(), None)
    except OSError as error:
        found.notes.append(f"{place}: {error.strerror}")
        return None


def _own(entries: list[Entry], url: str, source: Source) -> list[Entry]:
    """Those under the sitemap's own outlet: it may speak for no other (sitemaps.org)."""
    outlets = source.outlets | {outlet_of(url)}
    return [entry for entry in entries if outlet_of(entry.url) in outlets]


def _changed(children: list[Entry], frontier: Frontier, window: Window) -> list[Entry]:
    """The sitemaps of an index that may hold something new, newest first; with the start of a
    window those that changed soonest after it, and none that did not change since."""
    fresh = []
    for child in children:
        row = frontier.one("SELECT * FROM listings WHERE url = ?", (child.url,))
        changed = moment(child.changed)
        if changed is not None and changed < window.seconds[0]:
            continue
        if row is None or changed is None or row["problem"] or changed > row["checked_at"] - 86_400:
            fresh.append((changed or time(), child))
    fresh.sort(key=lambda pair: pair[0], reverse=window.start is None)
    return [child for _, child in fresh[:MOST_CHILDREN]]
