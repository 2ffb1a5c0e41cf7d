"""Reading WARC files record by record: by offset, in ranges, and past damage.

``records`` yields what stands whole, and ``None`` where it had to skip damage. A range takes the
records that *begin* in it, so ranges side by side share a file exactly.
"""

from __future__ import annotations

import re
import zlib
from base64 import b32encode
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from errno import EINVAL
from hashlib import sha1
from io import BytesIO
from typing import Any, Protocol

from fastwarc.warc import ArchiveIterator

MAX_RECORD = 256 * 1024 * 1024  # bytes of one record, decompressed
_CHUNK = 65_536
_GZIP = b"\x1f\x8b\x08"


class Readable(Protocol):
    """What is needed of a file."""

    def read(self, size: int, /) -> bytes: ...

    def seek(self, offset: int, /) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class WarcRecord:
    """A whole record: where it lies, its headers, and its payload (HTTP body, or the block).

    ``http_headers`` is empty for other than HTTP; ``block`` is the payload there.
    """

    offset: int
    end: int
    type: str
    headers: dict[str, str]
    status: int | None
    http_headers: dict[str, str]
    block: bytes

    @property
    def url(self) -> str:
        return self.headers.get("warc-target-uri", "").strip("<>")

    @property
    def content_type(self) -> str | None:
        """Of the payload: the HTTP header's, or the record's own."""
        if self.status is not None:
            return self.http_headers.get("content-type")
        return self.headers.get("content-type")

    @property
    def date(self) -> datetime:
        """``WARC-Date``, or the epoch where it cannot be read."""
        try:
            date = datetime.fromisoformat(self.headers.get("warc-date", ""))
        except ValueError:
            return datetime.fromtimestamp(0, UTC)
        return date if date.tzinfo else date.replace(tzinfo=UTC)


def record_at(file: Readable, offset: int) -> WarcRecord | None:
    """The record that begins at ``offset``, or None where none stands whole."""
    file.seek(offset)
    head = file.read(_CHUNK)
    if head[:3] == _GZIP:
        member = _member(file, head)
        if member is None:
            return None
        block, length = member
        _check_single(block)
        return _parse(block, offset, offset + length)
    if head[:5] == b"WARC/":
        return _plain(file, offset)
    return None


def records(file: Readable, start: int = 0, end: int | None = None) -> Iterator[WarcRecord | None]:
    """The records that begin in ``start``..``end``; None for each stretch of damage, which belongs
    to where the record before it begins."""
    offset: int | None = start if start == 0 else next_record(file, start)
    while offset is not None and (end is None or offset < end):
        record = record_at(file, offset)
        yield record
        if record is None:
            offset = next_record(file, offset + 1)
            continue
        file.seek(record.end)
        if file.read(5)[:3] in (_GZIP, b"WAR"):
            offset = record.end
            continue
        offset = next_record(file, record.end)
        file.seek(record.end)
        between = file.read(_CHUNK if offset is None else min(_CHUNK, offset - record.end))
        if between.strip():
            yield None


def next_record(file: Readable, offset: int) -> int | None:
    """The offset of the first record that begins at ``offset`` or after."""
    file.seek(offset)
    base, window = offset, b""
    while chunk := file.read(1 << 20):
        window += chunk
        for found in re.finditer(rb"\x1f\x8b\x08|WARC/\d\.\d+\r?\n(?=[\w-]+:)", window):
            at = found.start()
            if len(window) - at < 512 and len(chunk) == 1 << 20:
                break  # judge it with the next chunk behind it
            if found[0][:3] != _GZIP or _opens_record(window[at : at + 4096]):
                return base + at
        keep = min(len(window), 512)
        base, window = base + len(window) - keep, window[-keep:]
    return None


def _opens_record(head: bytes) -> bool:
    try:
        return zlib.decompressobj(31).decompress(head, 5) == b"WARC/"
    except zlib.error:
        return False


def _member(file: Readable, head: bytes) -> tuple[bytes, int] | None:
    """A gzip member's content and its length in the file; None where it is broken or too large."""
    unpack = zlib.decompressobj(31)
    pieces: list[bytes] = []
    size = read = 0
    chunk = head
    try:
        while chunk:
            read += len(chunk)
            piece = unpack.decompress(chunk, MAX_RECORD - size + 1)
            size += len(piece)
            if size > MAX_RECORD:
                return None
            pieces.append(piece)
            if unpack.eof:
                return b"".join(pieces), read - len(unpack.unused_data)
            chunk = file.read(_CHUNK)
    except zlib.error:
        pass
    return None


def _check_single(member: bytes) -> None:
    """Each record is to be a gzip member of its own (WARC 1.1, annex D): only so it is found."""
    head = re.search(rb"\r?\n\r?\n", member[:_CHUNK])
    length = re.search(rb"(?im)^content-length:\s*(\d+)", member[: head.start()] if head else b"")
    if head and length and member[head.end() + int(length[1]) :][:64].lstrip().startswith(b"WARC/"):
        raise OSError(EINVAL, "its records are packed together; `warcio recompress` parts them")


def _parse(block: bytes, offset: int, end: int) -> WarcRecord | None:
    """Bodies in chunks are joined; where a header says chunks and there are none, it is left over
    from when they were joined."""
    for joined in ("transfer", "none"):
        try:
            record = next(iter(ArchiveIterator(BytesIO(block), auto_decode=joined)), None)
            return _record(record, offset, end) if record is not None else None
        except OSError:
            continue
    return None


def _plain(file: Readable, offset: int) -> WarcRecord | None:
    """A record of an uncompressed file: its headers say how long it is."""
    file.seek(offset)
    head = file.read(_CHUNK)
    gap = re.search(rb"\r?\n\r?\n", head)
    length = re.search(rb"(?im)^content-length:\s*(\d+)", head[: gap.start()] if gap else b"")
    if not gap or not length or int(length[1]) > MAX_RECORD:
        return None
    if re.search(rb"WARC/\d\.\d+\r?\n", head[1 : gap.start()]):
        return None  # its head broke off, and the next one begins in it
    size = gap.end() + int(length[1])
    file.seek(offset)
    block = file.read(size)
    tail = file.read(4)
    if len(block) < size or tail.strip(b"\r\n") or not _intact(block, gap.end()):
        return None
    return _parse(block + b"\r\n\r\n", offset, offset + size + len(tail))


def _intact(record: bytes, head: int) -> bool:
    """Whether the block behind the ``head`` is the one that its digest was made of. (What is packed
    carries a checksum of its own.)"""
    told = re.search(rb"(?im)^warc-block-digest:\s*sha1:([A-Z2-7]{32})\s*$", record[:head])
    return not told or b32encode(sha1(record[head:], usedforsecurity=False).digest()) == told[1]


def _record(record: Any, offset: int, end: int) -> WarcRecord | None:
    http = record.http_headers
    length = record.headers.get("Content-Length")
    block = record.reader.read()
    if http is None and length is not None and len(block) < int(length):
        return None  # broken off inside
    return WarcRecord(
        offset=offset,
        end=end,
        type=record.headers.get("WARC-Type", "").lower(),
        headers={n.lower(): v for n, v in record.headers.items()},
        status=http.status_code if http is not None else None,
        http_headers={n.lower(): v for n, v in http.items()} if http is not None else {},
        block=block,
    )
