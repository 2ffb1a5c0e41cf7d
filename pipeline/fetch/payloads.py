"""The reading side of fetch: the payload of a capture, from the WARC file that holds it."""

from __future__ import annotations

from typing import IO

from pipeline.errors import InputError
from pipeline.fetch.decode import BadEncoding, TooLarge, decoded
from pipeline.fetch.members import MAX_RECORD, record_at
from pipeline.record import Capture
from pipeline.settings import Home


class Payloads:
    """Reads payloads, and keeps the last WARC file open: offsets in order are read in one go."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._name: str | None = None
        self._file: IO[bytes] | None = None

    def read(self, capture: Capture) -> tuple[bytes, str | None]:
        """The decoded payload and its content type; ``InputError`` where it cannot be read."""
        if capture.warc_file is None or capture.warc_offset is None:
            raise InputError(f"{capture.url}: a {capture.kind} holds no payload")
        record = record_at(self._open(capture.warc_file), capture.warc_offset)
        if record is None:
            raise InputError(
                f"{capture.warc_file}: no whole record at offset {capture.warc_offset};"
                " fetch the document again"
            )
        try:
            encoding = record.http_headers.get("content-encoding")
            payload = decoded(record.block, encoding, MAX_RECORD)
        except (BadEncoding, TooLarge) as error:
            raise InputError(f"{capture.url}: its payload cannot be decoded: {error}") from None
        return payload, record.content_type

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        self._name = self._file = None

    def __enter__(self) -> Payloads:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _open(self, name: str) -> IO[bytes]:
        if self._file is None or name != self._name:
            self.close()
            path = self._home.root / name  # an absolute name stays what it is
            try:
                self._file, self._name = path.open("rb"), name
            except OSError as error:
                raise InputError(
                    f"{path}: {error.strerror}; is the WARC file still there?"
                ) from None
        return self._file


def read_payload(capture: Capture, home: Home) -> tuple[bytes, str | None]:
    """One capture's decoded payload and its content type; ``Payloads`` is faster for many."""
    with Payloads(home) as payloads:
        return payloads.read(capture)
