"""Erasing a forgotten article from the files: its rows in parts, its records in WARC files."""

from __future__ import annotations

import os
import zlib
from collections.abc import Collection
from pathlib import Path
from struct import pack

from pipeline.fetch.members import records
from pipeline.settings import Home
from pipeline.urls import url_id

_COMMENT = 16  # FLG.FCOMMENT, RFC 1952, 2.3.1


def erase_from_parts(home: Home, captures: Collection[str]) -> int:
    """Write the parts that hold rows of these captures anew without them; return how many."""
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    changed = 0
    folders = ("stage/*/captures", "stage/*/articles", "quarantine/*")
    for path in (p for folder in folders for p in home.root.glob(f"{folder}/*.parquet")):
        column = pq.read_table(path, columns=["capture_id"])["capture_id"]
        gone = pc.is_in(column, value_set=_strings(captures))
        if not pc.any(gone).as_py():
            continue
        table = pq.read_table(path).filter(pc.invert(gone))
        temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        pq.write_table(table, temporary, compression="zstd", compression_level=3)
        temporary.replace(path)
        changed += 1
    return changed


def erase_from_warcs(home: Home, addresses: Collection[str]) -> int:
    """Overwrite every record under ``raw/`` of these addresses; return how many there were.

    A record gives way to an empty one in a gzip member of the same length, padded by a comment,
    so that the offsets of all others stay what the captures say.
    """
    erased = 0
    for path in sorted(home.raw.glob("*.warc.gz")):
        erased += _erase(path, addresses)
    return erased


def _erase(path: Path, addresses: Collection[str]) -> int:
    with path.open("r+b") as file:
        spans = [
            (record.offset, record.end)
            for record in records(file)
            if record is not None and record.url and str(url_id(record.url)) in addresses
        ]
        for offset, end in spans:
            file.seek(offset)
            file.write(filler(end - offset))
        file.flush()
        os.fsync(file.fileno())
    return len(spans)


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


def _strings(values: Collection[str]) -> object:
    import pyarrow as pa

    return pa.array(sorted(values), pa.string())
