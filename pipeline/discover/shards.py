"""Refs dealt into shards: what one task fetches and parses."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.record import Ref
from pipeline.settings import ShardSize
from pipeline.urls import host_of

PAGES_A_SHARD = 1_000
MOST_SHARDS = 16  # of pages: a host's pages stay in one


def shards_of(refs: Sequence[Ref], limit: ShardSize) -> Iterator[list[Ref]]:
    """Pages by hash of the host, files by number and size, a WARC's parts and a table's."""
    pages = [ref for ref in refs if ref.kind == "url"]
    number = min(MOST_SHARDS, -(-len(pages) // min(PAGES_A_SHARD, limit.documents)))
    parts: list[list[Ref]] = [[] for _ in range(number)]
    for ref in pages:
        parts[zlib.crc32(host_of(ref.location).encode()) % number].append(ref)
    yield from (part for part in parts if part)
    part, size = [], 0
    for ref in (ref for ref in refs if ref.kind == "file"):
        path = Path(ref.location)
        part.append(ref)
        size += path.stat().st_size if path.exists() else 0
        if len(part) >= limit.documents or size >= limit.bytes:
            yield part
            part, size = [], 0
    if part:
        yield part
    yield from _warc_shards([ref for ref in refs if ref.kind == "warc"], limit.bytes)
    yield from ([ref] for ref in refs if ref.kind == "rows")


def _warc_shards(refs: Sequence[Ref], limit: int) -> Iterator[list[Ref]]:
    """Parts of WARC files together up to a shard's size."""
    part: list[Ref] = []
    size = 0
    for ref in refs:
        start, _, end = ref.location.rpartition("#")[2].partition("-")
        length = int(end) - int(start)
        if part and size + length > limit:
            yield part
            part, size = [], 0
        part.append(ref)
        size += length
    if part:
        yield part
