"""Parts: the Parquet files that fetch and parse leave for the loader."""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import blake2b
from itertools import islice
from pathlib import Path

from pipeline.disk import room_for
from pipeline.record import Capture, Observation
from pipeline.serialize import arrow_schema, to_row

BATCH = 500  # rows held in memory at a time
_VERSION_KEY = b"broadsheet.schema"


def schema_version(record: type[Capture] | type[Observation]) -> str:
    """A short hash of the schema, kept in each part's metadata: it changes when a field does."""
    return blake2b(str(arrow_schema(record)).encode(), digest_size=6).hexdigest()


def write_part(
    path: Path, record: type[Capture] | type[Observation], rows: Iterable[Capture | Observation]
) -> int:
    """Write the rows of one shard; return how many. The file appears whole or not at all."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = arrow_schema(record).with_metadata({_VERSION_KEY: schema_version(record).encode()})
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    count = 0
    rest = iter(rows)
    with room_for(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("wb") as file:
                with pq.ParquetWriter(
                    file, schema, compression="zstd", compression_level=3
                ) as writer:
                    while batch := [to_row(row) for row in islice(rest, BATCH)]:
                        writer.write_batch(pa.RecordBatch.from_pylist(batch, schema))
                        count += len(batch)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    return count


def fault(path: Path, record: type[Capture] | type[Observation], *, deep: bool = False) -> str:
    """Why the part at ``path`` cannot be loaded, or ``""``. ``deep`` reads all of it."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as part:
            metadata = part.schema_arrow.metadata or {}
            if metadata.get(_VERSION_KEY, b"").decode() != schema_version(record):
                return "written by another version of Broadsheet; parse its run again"
            if deep:
                for _ in part.iter_batches(BATCH):
                    pass
    except (pa.ArrowException, OSError) as error:
        return f"damaged: {str(error).splitlines()[0]}"
    return ""
