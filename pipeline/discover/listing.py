"""What a feed, a sitemap or a list says: entries, further listings, and what was wrong with it."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass, field
from datetime import datetime

import dateutil.parser
import pytz

MAX_LISTING = 60_000_000  # bytes, unpacked: sitemaps.org allows 50 MB


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An address that a listing names, with its hints; ``changed`` is the time of its last change
    by the listing's word. Times are ISO 8601 as written where they could be read."""

    url: str
    title: str | None = None
    published: str | None = None
    changed: str | None = None


@dataclass(slots=True)
class Listing:
    """``children`` are further listings with the time of their change; ``notes`` say what was
    bent to read it, ``problem`` why it could not be read."""

    kind: str
    entries: list[Entry] = field(default_factory=list)
    children: list[Entry] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problem: str | None = None


def unpacked(payload: bytes) -> bytes:
    """``payload`` without gzip, whatever its name or headers say, at most ``MAX_LISTING`` bytes."""
    if payload[:2] != b"\x1f\x8b":
        return payload
    unpack = zlib.decompressobj(31)
    try:
        return unpack.decompress(payload, MAX_LISTING)
    except zlib.error as error:
        raise gzip.BadGzipFile(str(error)) from None


def moment(text: str | None, zone: str | None = None) -> float | None:
    """A listing's time in seconds since 1970, or None where it cannot be read. One without an
    offset is one of ``zone``, else UTC."""
    if not text:
        return None
    try:
        date = datetime.fromisoformat(text)
    except ValueError:
        try:
            date = dateutil.parser.parse(text)
        except (ValueError, OverflowError):
            return None
    try:
        return (date if date.tzinfo else pytz.timezone(zone or "UTC").localize(date)).timestamp()
    except (ValueError, OverflowError):
        return None
