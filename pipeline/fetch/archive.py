"""Writing WARC 1.1: what came, as it came, in a file that appears whole.

For each capture: ``request`` and ``response`` of every hop (or ``revisit`` where the payload is
known, or ``resource`` for a local file), then a ``metadata`` record with the capture's row as
JSON. The row comes last, so a capture whose row can be read is whole; after a crash the file is
cut after its last whole row and writing goes on.
"""

from __future__ import annotations

import base64
import fcntl
import hashlib
import json
import os
import threading
import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline import __version__
from pipeline.errors import InputError
from pipeline.fetch.captures import capture_from_row
from pipeline.fetch.client import Exchange
from pipeline.fetch.members import records
from pipeline.fetch.visit import Visit
from pipeline.record import Capture
from pipeline.serialize import to_row

ROW_TYPE = "application/json"
NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"


def payload_digest(payload: bytes) -> str:
    """``sha1:`` and base32, as WARC files have it.

    >>> payload_digest(b"")
    'sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ'
    """
    digest = hashlib.sha1(payload, usedforsecurity=False).digest()
    return f"sha1:{base64.b32encode(digest).decode()}"


class Archive:
    """One shard's WARC file while it is written; threads may share it.

    It is written as ``<name>.part`` under a lock, so that no two processes write one shard.
    ``salvaged`` holds the captures that an earlier, interrupted writer left in it.
    """

    def __init__(self, path: Path, relative: str) -> None:
        self.path, self._relative = path, relative
        path.parent.mkdir(parents=True, exist_ok=True)
        self._part = path.with_name(path.name + ".part")
        if path.exists() and not self._part.exists():
            path.replace(self._part)  # it ended between this file and the capture rows
        # Unbuffered: what was written outlives the process, if not the machine (see sync).
        self._file = self._part.open("ab+", buffering=0)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.close()
            raise InputError(f"{self._part}: another process is writing this shard") from None
        self._lock = threading.Lock()
        self.salvaged, whole = salvage(self._part)
        self._file.truncate(whole)
        self._file.seek(0, os.SEEK_END)
        if whole == 0:
            self._append(_warcinfo(path.name))

    def write_visit(
        self, capture: Capture, visit: Visit, refers: datetime | None = None
    ) -> Capture:
        """Write the exchanges of a visit and the capture's row. ``refers``: the time of the capture
        that holds the payload, where this one is a revisit."""
        members: list[bytes] = []
        offset = 0
        for exchange in visit.exchanges:
            last = exchange is visit.exchanges[-1]
            revisit = refers if last and capture.kind == "revisit" else None
            digest = capture.digest if last else payload_digest(exchange.body)
            response, request = exchange_members(exchange, revisit, digest)
            if last:
                offset = sum(map(len, members))
            members += [response, request]
        holds = capture.kind in ("response", "revisit")
        return self._write(capture, members, offset if holds else None)

    def write_resource(self, capture: Capture, payload: bytes) -> Capture:
        """Write a local file's bytes and the capture's row."""
        headers = {"WARC-Date": warc_date(capture.fetched_at)}
        if capture.digest:
            headers["WARC-Payload-Digest"] = capture.digest
        record = _BUILDER.create_warc_record(
            capture.url, "resource", payload=BytesIO(payload), length=len(payload),
            warc_content_type=capture.content_type or "application/octet-stream",
            warc_headers_dict=headers,
        )  # fmt: skip
        return self._write(capture, [_member(record)], 0)

    def write_record(self, capture: Capture, record: bytes) -> Capture:
        """Write a record as it lies in another WARC file, and the capture's row."""
        member = record if record.startswith(b"\x1f\x8b") else _packed(record)
        return self._write(capture, [member], 0)

    def write_failure(self, capture: Capture) -> Capture:
        """Write the row of a capture that has no payload here."""
        return self._write(capture, [], None)

    def sync(self) -> None:
        """Bring what was written to the disk."""
        os.fsync(self._file.fileno())

    def finish(self) -> None:
        """Make the file appear under its name."""
        self.sync()
        self._part.replace(self.path)
        folder = os.open(self.path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        self._file.close()

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _: object, __: TracebackType | None
    ) -> None:
        """Close; what is not finished stays as ``.part`` for the next attempt."""
        if not self._file.closed:
            self._file.close()

    def _write(self, capture: Capture, members: list[bytes], at: int | None) -> Capture:
        with self._lock:
            if at is not None:
                start = self._file.tell()
                capture = replace(capture, warc_file=self._relative, warc_offset=start + at)
            self._append(b"".join((*members, _row_member(capture))))
        return capture

    def _append(self, data: bytes) -> None:
        left = memoryview(data)
        while left:  # a raw write may take less than it was given
            left = left[self._file.write(left) :]


def salvage(path: Path) -> tuple[list[Capture], int]:
    """The captures that stand whole in an interrupted file, and the length to keep of it."""
    captures: list[Capture] = []
    whole = 0
    with path.open("rb") as file:
        for record in records(file):
            if record is None:
                break
            if record.type == "warcinfo" or (
                record.type == "metadata" and record.content_type == ROW_TYPE
            ):
                whole = record.end
            if record.type == "metadata" and record.content_type == ROW_TYPE:
                captures.append(capture_from_row(json.loads(record.block)))
    return captures, whole


def warc_date(moment: datetime) -> str:
    """A WARC 1.1 date: UTC, to the microsecond."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


_BUILDER = WARCWriter(BytesIO(), gzip=False, warc_version="1.1")  # builds records, keeps nothing


def _member(record: Any) -> bytes:
    """A record as one gzip member."""
    buffer = BytesIO()
    WARCWriter(buffer, gzip=False, warc_version="1.1").write_record(record)
    return _packed(buffer.getvalue())


def _packed(record: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, 31)
    return packer.compress(record) + packer.flush()


def _warcinfo(name: str) -> bytes:
    about = {
        "software": f"Broadsheet {__version__}",
        "format": "WARC File Format 1.1",
        "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "robots": "obey (RFC 9309), unless the capture's row says none",
    }
    return _member(_BUILDER.create_warcinfo_record(name, about))


def _row_member(capture: Capture) -> bytes:
    row = to_row(capture)
    row["fetched_at"] = warc_date(capture.fetched_at)
    text, headers = json.dumps(row).encode(), {"WARC-Date": row["fetched_at"]}
    record = _BUILDER.create_warc_record(
        capture.url, "metadata", payload=BytesIO(text), length=len(text),
        warc_content_type=ROW_TYPE, warc_headers_dict=headers,
    )  # fmt: skip
    return _member(record)


class _AsSent(StatusAndHeaders):  # type: ignore[misc]  # the library has no types
    """Written in the bytes that were sent: Latin-1 is how they were read."""

    def to_ascii_bytes(self, filter_func: Any = None) -> bytes:
        text: str = self.to_str(filter_func)
        return text.encode("latin-1", "replace") + b"\r\n"


def exchange_members(
    exchange: Exchange, refers: datetime | None, digest: str | None
) -> tuple[bytes, bytes]:
    """The response (or, where ``refers`` is the time of the capture that holds its payload, the
    revisit) and the request."""
    date = warc_date(exchange.started)
    headers = {"WARC-Date": date, "WARC-Payload-Digest": digest or payload_digest(exchange.body)}
    http = _AsSent(
        f"{exchange.status} {exchange.reason}".strip(), _as_stored(exchange), protocol="HTTP/1.1"
    )
    if refers is not None:
        response = _revisit(exchange, http, headers, refers)
    else:
        response = _BUILDER.create_warc_record(
            exchange.url, "response", payload=BytesIO(exchange.body), length=len(exchange.body),
            http_headers=http, warc_headers_dict=headers,
        )  # fmt: skip
    parts = urlsplit(exchange.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    asked = _AsSent(
        f"GET {target} HTTP/1.1", [("Host", parts.netloc), *exchange.request], is_http_request=True
    )
    request = _BUILDER.create_warc_record(
        exchange.url, "request", http_headers=asked, warc_headers_dict={
            "WARC-Date": date,
            "WARC-Concurrent-To": response.rec_headers.get_header("WARC-Record-ID"),
        },
    )  # fmt: skip
    return _member(response), _member(request)


def _revisit(
    exchange: Exchange, http: StatusAndHeaders, headers: Mapping[str, str], refers: datetime
) -> Any:
    told = dict(headers)
    digest = told.pop("WARC-Payload-Digest")
    record = _BUILDER.create_revisit_record(
        exchange.url, digest, exchange.url, warc_date(refers),
        http_headers=http, warc_headers_dict=told,
    )  # fmt: skip
    if exchange.status == 304:
        record.rec_headers.replace_header("WARC-Profile", NOT_MODIFIED)
    return record


def _as_stored(exchange: Exchange) -> list[tuple[str, str]]:
    """The headers of a body whose chunks were joined: ``Transfer-Encoding`` no longer holds."""
    return [
        ("X-Archive-Orig-" + n if n.lower() == "transfer-encoding" else n, v)
        for n, v in exchange.headers
    ]
