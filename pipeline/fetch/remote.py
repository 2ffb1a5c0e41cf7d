"""A file on the web read like one on disk: in chunks, each a polite request for a range."""

from __future__ import annotations

import itertools
from time import time

from pipeline.fetch.client import FetchError
from pipeline.fetch.outcomes import pause_before_next
from pipeline.fetch.steps import Steps, wait_through
from pipeline.fetch.visit import Visitor, Wish
from pipeline.sources import Source

CHUNK = 8 * 1024 * 1024  # bytes of one request
KEPT = 2  # chunks held in memory: reading goes forward, with short looks back
WHOLE = {"Accept-Encoding": "identity"}  # offsets count in the file as it lies there


class RemoteFile:
    """``read`` and ``seek`` over ``url``; ``FetchError`` where a chunk cannot be had."""

    def __init__(self, url: str, source: Source, visitor: Visitor) -> None:
        self._url, self._source, self._visitor = url, source, visitor
        self._at = 0
        self._size: int | None = None
        self._version: str | None = None
        self._chunks: dict[int, bytes] = {}

    def seek(self, offset: int) -> int:
        self._at = offset
        return offset

    def read(self, size: int) -> bytes:
        """At most ``size`` bytes from here; fewer only at the end of the file."""
        pieces: list[bytes] = []
        while size > 0 and (self._size is None or self._at < self._size):
            number, skip = divmod(self._at, CHUNK)
            piece = self._chunk(number)[skip : skip + size]
            if not piece:
                break
            pieces.append(piece)
            self._at += len(piece)
            size -= len(piece)
        return b"".join(pieces)

    def _chunk(self, number: int) -> bytes:
        chunk = self._chunks.get(number)
        if chunk is None:
            chunk = wait_through(self._ask(number * CHUNK))
            self._chunks[number] = chunk
            while len(self._chunks) > KEPT:
                del self._chunks[min(self._chunks)]
        return chunk

    def _ask(self, start: int) -> Steps[bytes]:
        wish = Wish(
            source=self._source, types=None, max_bytes=CHUNK,
            headers={"Range": f"bytes={start}-{start + CHUNK - 1}", **WHOLE},
        )  # fmt: skip
        for tries in itertools.count(1):
            visit = yield from self._visitor.steps(self._url, wish)
            pause = pause_before_next(visit.kind, tries, visit.retry_after)
            if pause is None:
                break
            yield time() + pause
        answer = visit.answer
        if answer is None or visit.kind is not None:
            raise FetchError(visit.kind or "protocol", visit.error or "", status=visit.status)
        first, _, size = (answer.header("content-range") or "").partition("/")
        if answer.status != 206 or not first.startswith(f"bytes {start}-"):
            raise FetchError("protocol", "its server gives no parts; a copy on disk can be read")
        version = f"{size} {answer.header('etag')} {answer.header('last-modified')}"
        if self._version not in (None, version):
            raise FetchError("protocol", "it changed while it was read")
        self._version = version
        self._size = int(size) if size.isdigit() else None
        return answer.body
