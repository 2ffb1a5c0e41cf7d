"""The rows of past captures, found again: in the run's parts, else beside the payload in its WARC
files. Both have all that fetch knew; the warehouse's row lacks the hints.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from pipeline.discover.refs import write_refs
from pipeline.fetch.archive import ROW_TYPE
from pipeline.fetch.captures import capture_from_row, read_captures
from pipeline.fetch.members import records
from pipeline.load.parts import write_part
from pipeline.record import Capture
from pipeline.runs import Manifest
from pipeline.settings import Home, ShardSize


def captures_of(home: Home, run: str) -> Iterator[Capture]:
    """The captures that ``run`` made, as far as their rows are still there."""
    parts = {path.stem: path for path in home.captures(run, "").parent.glob("*.parquet")}
    for shard in sorted(parts):
        yield from (c for c in read_captures(parts[shard]) if c.run == run)
    for path in sorted(home.raw.glob(f"{run}-*.warc.gz")):
        if path.name.removeprefix(f"{run}-").removesuffix(".warc.gz") in parts:
            continue
        with path.open("rb") as file:
            for record in records(file):
                if record is None or record.type != "metadata" or record.content_type != ROW_TYPE:
                    continue
                yield capture_from_row(json.loads(record.block))


def runs_kept(home: Home) -> list[str]:
    """The runs that left captures, oldest first."""
    staged = {path.parent.parent.name for path in home.root.glob("stage/*/captures/*.parquet")}
    raw = {path.name.rpartition("-")[0] for path in home.raw.glob("*.warc.gz")}
    return sorted(staged | raw)


def deal(
    home: Home, run: str, captures: Iterable[Capture], size: ShardSize, **parameters: object
) -> list[str]:
    """Make a run of captures that exist, in shards of at most ``size``: parse goes on from there.

    They keep the run that made them, so that its files are found and none counts as new.
    """
    shards: list[str] = []
    for part in _parts(captures, size):
        shards.append(f"{len(shards):04d}")
        write_part(home.captures(run, shards[-1]), Capture, part)
        write_refs(home.refs(run, shards[-1]), [])  # fetch finds its work done
    created = datetime.now(UTC).isoformat()
    Manifest(run=run, created=created, shards=shards, parameters=parameters).write(home)
    return shards


def _parts(captures: Iterable[Capture], size: ShardSize) -> Iterator[list[Capture]]:
    part: list[Capture] = []
    weight = 0
    for capture in captures:
        if part and (len(part) >= size.documents or weight + capture.bytes > size.bytes):
            yield part
            part, weight = [], 0
        part.append(capture)
        weight += capture.bytes
    if part:
        yield part
