"""WARC files on the web, by address or by lists such as Common Crawl's: read in parts by offset."""

from __future__ import annotations

import re
from pathlib import Path
from time import time

from pipeline.discover.files import PART, is_new, is_paths, parts_of, path_refs
from pipeline.discover.lists import read_paths
from pipeline.discover.web import Found, ask_listing
from pipeline.fetch.frontier import Frontier
from pipeline.fetch.remote import WHOLE
from pipeline.fetch.steps import Steps
from pipeline.fetch.visit import Visitor, Wish
from pipeline.record import Ref
from pipeline.sources import Source, is_web

_RANGE = re.compile(r"bytes \d+-\d+/(\d+)")


def discover_archives(
    source: Source, visitor: Visitor, frontier: Frontier, found: Found, force: bool = False
) -> Steps[list[Ref]]:
    """The parts that are to be read of the source's WARC files on the web, the newest file first,
    and of the files on disk that its lists name.

    What a list names is remembered, so a run takes a few files and the next one goes on;
    ``force`` takes those that are done, too.
    """
    refs: list[Ref] = []
    for place in source.warcs:
        if is_paths(place):
            refs += yield from _list(source, place, visitor, frontier, found)
        elif is_web(place):
            _note(frontier, source, [place])
    taken = 0
    for row in frontier.all(
        "SELECT * FROM archives WHERE source = ? AND (done_at IS NULL OR ?)"
        " ORDER BY failures, number DESC, url DESC",
        (source.name, force),
    ):
        if taken == source.fetch.warc_budget:
            break
        size = row["size"] or (yield from _size(source, row["url"], visitor, frontier, found))
        if size is None:
            continue
        parts = list(parts_of(row["url"], size, source.name, PART))
        new = [part for part in parts if force or is_new(part, frontier)]
        if new:
            refs += new
            taken += 1
        else:
            frontier.do("UPDATE archives SET done_at = ? WHERE url = ?", (time(), row["url"]))
    return refs


def _list(
    source: Source, place: str, visitor: Visitor, frontier: Frontier, found: Found
) -> Steps[list[Ref]]:
    """Remember the addresses of a list; the parts of the files on disk that it names."""
    if is_web(place):
        listing = yield from ask_listing(source, "paths", place, visitor, frontier, found)
        _note(frontier, source, [entry.url for entry in listing.entries] if listing else [])
        return []
    try:
        listing = read_paths(Path(place).read_bytes(), "", None)
    except OSError as error:
        found.notes.append(f"{place}: {error.strerror}")
        return []
    lines = [entry.url for entry in listing.entries]
    _note(frontier, source, [line for line in lines if is_web(line)])
    refs: list[Ref] = []
    for line in (line for line in lines if not is_web(line)):
        path = Path(place).parent / line
        if path.is_file():
            refs += path_refs(path, source.name, None, found.notes)
        else:
            found.notes.append(
                f"{place}: {line} is not beside it; name the list by its own address instead"
            )
    return refs


def _note(frontier: Frontier, source: Source, urls: list[str]) -> None:
    with frontier.transaction():
        frontier.do_all(
            "INSERT OR IGNORE INTO archives (url, source, number) VALUES (?, ?, ?)",
            [(url, source.name, number) for number, url in enumerate(urls)],
        )


def _size(
    source: Source, url: str, visitor: Visitor, frontier: Frontier, found: Found
) -> Steps[int | None]:
    """Ask how large a file is: for its first byte, which tells whether parts can be had."""
    wish = Wish(
        source=source, types=None, max_bytes=1, cut=True,
        headers={"Range": "bytes=0-0", **WHOLE},
    )  # fmt: skip
    visit = yield from visitor.steps(url, wish)
    told = visit.answer.header("content-range") if visit.answer and visit.kind is None else None
    size = _RANGE.match(told or "")
    if size is None:
        problem = f"{visit.kind}: {visit.error}" if visit.kind else "its server gives no parts"
        found.notes.append(f"{url}: {problem}; a copy on disk can be read")
        frontier.do("UPDATE archives SET failures = failures + 1 WHERE url = ?", (url,))
        return None
    frontier.do("UPDATE archives SET size = ?, failures = 0 WHERE url = ?", (int(size[1]), url))
    return int(size[1])
