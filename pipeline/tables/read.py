"""Tables row by row, from any row on: JSON lines, CSV (also gzipped) and Parquet.

A row that cannot be read is one with a problem, and the next is read. Memory is a row's, or a
batch's of a Parquet file.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from pipeline.errors import InputError

MAX_ROW = 50_000_000  # bytes
PARQUET_BATCH = 200  # rows
JSON_LINES, CSV, PARQUET = (".jsonl", ".ndjson"), (".csv", ".tsv"), (".parquet",)
_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Row:
    """Row ``number`` (1, 2, ...; a CSV's header is none, a blank JSON line is one).

    ``offset`` is where the next begins, in bytes after decompression; 0 in Parquet.
    """

    number: int
    offset: int
    values: dict[str, Any] | None
    problem: str | None = None


def is_table(path: Path) -> bool:
    """Whether a file's name says that it is one of the tables that can be read."""
    return _form(path) in (*JSON_LINES, *CSV, *PARQUET)


def rows(path: Path, first: int = 0, offset: int = 0) -> Iterator[Row]:
    """The rows behind the first ``first`` ones; ``offset`` is where the ``first``-th row ended.

    :raises OSError, EOFError: where the file cannot be read on (a broken gzip file, too).
    :raises InputError: where it is UTF-16.
    """
    form = _form(path)
    if form in PARQUET:
        yield from _parquet(path, first)
        return
    read = _csv if form in CSV else _json_lines
    try:
        with _open(path) as file:
            if not offset and file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
                raise InputError(f"{path}: UTF-16; convert it, as with iconv -f UTF-16 -t UTF-8")
            file.seek(0)
            yield from read(file, first, offset)
    except zlib.error as error:
        raise OSError(f"damaged: {error}") from None


def has_fixed_columns(path: Path) -> bool:
    """Whether all rows have the columns that the first one has."""
    return _form(path) not in JSON_LINES


def _form(path: Path) -> str:
    name = path.name.lower().removesuffix(".gz")
    return Path(name).suffix


def _open(path: Path) -> IO[bytes]:
    if path.name.lower().endswith(".gz"):
        return gzip.open(path)  # type: ignore[return-value]  # it reads bytes
    return path.open("rb")


def _json_lines(file: IO[bytes], first: int, offset: int) -> Iterator[Row]:
    file.seek(offset)
    number = first
    while line := file.readline(MAX_ROW + 1):
        number += 1
        offset += len(line)
        if len(line) > MAX_ROW:
            while not line.endswith(b"\n") and (line := file.readline(MAX_ROW)):
                offset += len(line)
            yield Row(number, offset, None, f"more than {MAX_ROW} bytes; leave it out")
            continue
        if not line.strip():
            continue
        try:
            values = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Row(number, offset, None, f"not JSON ({error}); one object a line is read")
            continue
        if isinstance(values, dict):
            yield Row(number, offset, values)
        else:
            yield Row(number, offset, None, "not a JSON object; one object a line is read")


def _csv(file: IO[bytes], first: int, offset: int) -> Iterator[Row]:
    header = file.readline(MAX_ROW)
    delimiter = max(_DELIMITERS, key=lambda d: header.count(d.encode()))
    file.seek(0)
    lines = _Lines(file)
    names = next(csv.reader(lines, delimiter=delimiter), [])
    if offset:
        lines.seek(offset)
    csv.field_size_limit(MAX_ROW)  # of the process: the library has no other
    reader = csv.reader(lines, delimiter=delimiter)
    number = first
    while True:
        problem = None
        try:
            cells = next(reader, None)
        except csv.Error as error:
            cells, problem = [], f"not CSV ({error}); is a quote not closed?"
        if cells is None:
            return
        if not cells and problem is None:
            continue  # a blank line
        number += 1
        lines.undecoded, undecoded = False, lines.undecoded
        if problem is None and len(cells) != len(names):
            problem = f"{len(cells)} values for {len(names)} columns; is a quote not closed?"
        elif undecoded:
            problem = "not UTF-8; convert the file, as with iconv -f LATIN1 -t UTF-8"
        values = None if problem else dict(zip(names, cells, strict=True))
        yield Row(number, lines.offset, values, problem)


class _Lines:
    """A file's lines as text, the offset behind the last one taken, and whether one was not UTF-8
    since somebody asked.
    """

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.offset = 0
        self.undecoded = False

    def seek(self, offset: int) -> None:
        self._file.seek(offset)
        self.offset = offset

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._file.readline(MAX_ROW)
        if not line:
            raise StopIteration
        start = 3 if self.offset == 0 and line.startswith(b"\xef\xbb\xbf") else 0
        self.offset += len(line)
        try:
            return line[start:].decode()
        except UnicodeDecodeError:
            self.undecoded = True
            return line[start:].decode("utf-8", "replace")


def _parquet(path: Path, first: int) -> Iterator[Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        # Pages are read as they are needed: a column of a row group may be larger than memory.
        with pq.ParquetFile(path, buffer_size=1 << 20, pre_buffer=False) as file:
            group, number = 0, 0
            while group < file.num_row_groups:
                size = file.metadata.row_group(group).num_rows
                if number + size > first:
                    break
                group, number = group + 1, number + size
            groups = range(group, file.num_row_groups)
            for batch in file.iter_batches(PARQUET_BATCH, row_groups=groups, use_threads=False):
                if number + len(batch) > first:
                    for place, values in enumerate(batch.to_pylist(), 1):
                        if number + place > first:
                            yield Row(number + place, 0, values)
                number += len(batch)
    except pa.ArrowException as error:
        raise OSError(f"damaged: {str(error).splitlines()[0]}") from None
