"""Live blogs: their entries, each with the time at which it was written.

JSON-LD lists them (``LiveBlogPosting``, https://schema.org/LiveBlogPosting); where it does not, an
article whose text is parted by dated ``<time>`` elements is one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from pipeline.clean.jsonld import types
from pipeline.clean.page import Page
from pipeline.record import Evidence

_TAG = re.compile(r"<[^>]{0,500}>")
_FEWEST = 4  # dated elements that make a live blog where no JSON-LD says so
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")


@dataclass(frozen=True, slots=True)
class Entry:
    """``time`` is ISO 8601 as written; ``pieces`` are ``(kind, text)``, the heading first."""

    time: str
    pieces: list[tuple[str, str]]


def stated_entries(page: Page) -> list[Entry]:
    """The entries that the page's JSON-LD lists, in its order."""
    found = []
    for item in page.json_ld:
        updates = item.get("liveBlogUpdate") if "LiveBlogPosting" in types(item) else None
        for update in updates if isinstance(updates, list) else [updates]:
            if not isinstance(update, dict):
                continue
            lines = _lines(update.get("articleBody"))
            heading = " ".join(_lines(update.get("headline")))
            pieces = [("paragraph", line) for line in lines if line != heading]
            if heading:
                pieces.insert(0, ("subhead", heading))
            if pieces:
                found.append(Entry(str(update.get("datePublished") or ""), pieces))
    return found


def dated_entries(
    times: Sequence[tuple[str, int]], pieces: Sequence[tuple[str, str]]
) -> list[tuple[str, str]]:
    """``(time, first line)`` of the entries of a text that dated elements part.

    ``times`` are ``(datetime, index of the piece it stood before)``. Empty unless there are
    several, all later or all earlier than the one before, each with text of its own.
    """
    dated: dict[int, str] = {}
    for time, place in times:
        if _TIME.match(time) and place < len(pieces):
            dated.setdefault(place, time)
    order = [dated[place] for place in sorted(dated)]
    if len(order) < _FEWEST or len(set(order)) < len(order):
        return []
    if order not in (sorted(order), sorted(order, reverse=True)):
        return []
    return [(dated[place], pieces[place][1]) for place in sorted(dated)]


def evidence_of(rule: str, entries: Sequence[tuple[str, str]]) -> list[Evidence]:
    """A row an entry: when, and the line that it begins with."""
    return [
        Evidence(
            field="live_entry", value=time, rule=rule, raw=line[:500], confidence=0.8, chosen=True
        )
        for time, line in entries
    ]


def _lines(value: object) -> list[str]:
    text = _TAG.sub("\n", unescape(value)) if isinstance(value, str) else ""
    return [
        " ".join(line.split()) for line in text.replace("\xa0", " ").splitlines() if line.strip()
    ]
