"""A table cut into parts that can be read side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.tables.read import PARQUET_BATCH, Row, has_fixed_columns, rows

PART = 2_000  # rows
PART_OF_A_STREAM = 20_000  # rows, where reading from the middle means reading up to there
_LOOK = 100  # rows whose keys are a table's columns, where rows have their own
_LOCATION = re.compile(r"(?P<path>.*)#(?P<first>\d+)-(?P<last>\d+)@(?P<offset>\d+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Part:
    """The rows ``first`` + 1 ... ``last`` of a table; ``offset`` is where they begin, in bytes.

    >>> Part.at("a.jsonl#0-2000@0").last
    2000
    """

    path: Path
    first: int
    last: int
    offset: int

    @property
    def location(self) -> str:
        return f"{self.path}#{self.first}-{self.last}@{self.offset}"

    @property
    def size(self) -> int:
        return self.last - self.first

    @classmethod
    def at(cls, location: str) -> Part:
        """The part that ``location`` names."""
        found = _LOCATION.fullmatch(location)
        if not found:
            raise ValueError(f"{location}: not a part of a table")
        numbers = (int(found[name]) for name in ("first", "last", "offset"))
        return cls(Path(found["path"]), *numbers)

    def rows(self) -> Iterator[Row]:
        """Its rows; raises as ``pipeline.tables.read.rows`` does."""
        for row in rows(self.path, self.first, self.offset):
            if row.number > self.last:
                return
            yield row


def columns_of(path: Path) -> list[str]:
    """The columns of a table, as its first rows show them."""
    names: dict[str, None] = {}
    for count, row in enumerate(rows(path), 1):
        names |= dict.fromkeys(row.values or {})
        if count == _LOOK or (row.values and has_fixed_columns(path)):
            break
    return list(names)


def cut(path: Path) -> Iterator[Part]:
    """The parts of a table, in order.

    :raises OSError, EOFError: where the file cannot be read on; the parts before are given.
    """
    if path.suffix.lower() == ".parquet":
        yield from _parquet_parts(path)
        return
    size = PART_OF_A_STREAM if path.name.lower().endswith(".gz") else PART
    first = start = number = offset = 0
    broken: Exception | None = None
    try:
        for row in rows(path):
            number, offset = row.number, row.offset
            if number - first >= size:
                yield Part(path, first, number, start)
                first, start = number, offset
    except (OSError, EOFError) as error:
        broken = error
    if number > first:
        yield Part(path, first, number, start)
    if broken:
        raise broken


def _parquet_parts(path: Path) -> Iterator[Part]:
    """Whole row groups up to a part's size; one that is larger is cut like a stream."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            sizes = [file.metadata.row_group(n).num_rows for n in range(file.num_row_groups)]
    except pa.ArrowException as error:
        raise OSError(f"damaged: {str(error).splitlines()[0]}") from None
    step = max(PART_OF_A_STREAM, PARQUET_BATCH)
    first = end = 0
    for size in sizes:
        if end > first and end + size - first > PART:
            yield Part(path, first, end, 0)
            first = end
        end += size
        while end - first > step:
            yield Part(path, first, first + step, 0)
            first += step
    if end > first:
        yield Part(path, first, end, 0)
