"""Erasing captures from WARC files, while all others stay where their rows say they are."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from struct import pack

from pipeline.fetch.archive import ROW_TYPE
from pipeline.fetch.members import WarcRecord, records

_COMMENT = 16  # FLG.FCOMMENT, RFC 1952, 2.3.1
Span = tuple[int, int]


def erase_records(path: Path, holds: Callable[[str], bool], captures: Collection[str]) -> int:
    """Overwrite the records of these captures, and all of an address that ``holds`` knows; return
    how many there were.

    A record gives way to an empty one in a gzip member of the same length, padded by a comment,
    so that the offsets of all others stay what the captures say.
    """
    with path.open("r+b") as file:
        spans = list(_spans(records(file), holds, captures))
        for start, end in spans:
            file.seek(start)
            file.write(filler(end - start))
        file.flush()
        os.fsync(file.fileno())
    return len(spans)


def _spans(
    found: Iterator[WarcRecord | None], holds: Callable[[str], bool], captures: Collection[str]
) -> Iterator[Span]:
    """A capture's records stand together, its row behind them: hops of a redirect, too."""
    group: list[tuple[Span, bool]] = []
    for record in found:
        if record is None or record.type == "warcinfo":
            continue
        row = _row(record)
        span = (record.offset, record.end)
        group.append((span, bool(record.url) and holds(record.url)))
        if row is not None:
            whole = row["capture_id"] in captures or holds(row["url"]) or holds(row["final_url"])
            yield from (span for span, own in group if own or whole)
            group.clear()
    yield from (span for span, own in group if own)


def _row(record: WarcRecord) -> dict[str, str] | None:
    """The capture's row in a record that holds one."""
    if record.type != "metadata" or record.content_type != ROW_TYPE or not record.block:
        return None
    row: dict[str, str] = json.loads(record.block)
    return row


def filler(length: int) -> bytes:
    """A gzip member of exactly ``length`` bytes that holds an empty WARC record."""
    record = (
        b"WARC/1.1\r\nWARC-Type: metadata\r\nWARC-Date: 1970-01-01T00:00:00Z\r\n"
        b"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
        b"Content-Type: text/plain\r\nContent-Length: 0\r\n\r\n\r\n\r\n"
    )
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = squeeze.compress(record) + squeeze.flush()
    tail = pack("<II", zlib.crc32(record), len(record))
    padding = length - 10 - 1 - len(body) - len(tail)
    if padding < 0:
        return b"\0" * length  # shorter than any record that says something
    head = b"\x1f\x8b\x08" + bytes([_COMMENT]) + b"\0" * 4 + b"\x02\xff"
    return head + b" " * padding + b"\0" + body + tail
