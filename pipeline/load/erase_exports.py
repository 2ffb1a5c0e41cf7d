"""Erasing articles from what was exported: ``state/exports`` says where that went."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Collection
from pathlib import Path

import duckdb

from pipeline.runs import write_atomically
from pipeline.settings import Home


def note_export(home: Home, target: Path) -> None:
    """Remember that articles were written to ``target``."""
    known = dict.fromkeys([*_noted(home), str(target.resolve())])
    write_atomically(home.exports, "".join(f"{path}\n" for path in known).encode())


def erase_from_exports(home: Home, ids: Collection[str]) -> int:
    """Write the exports that hold articles of these ids anew without them; return how many files.

    An export that is no longer where it was written is left to its owner.
    """
    return sum(_erase(file, ids) for path in map(Path, _noted(home)) for file in _files(path))


def _noted(home: Home) -> list[str]:
    return home.exports.read_text("utf-8").split("\n")[:-1] if home.exports.exists() else []


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(path.rglob("*.parquet"))
    return [path] if path.suffix in (".jsonl", ".csv") and path.exists() else []


def _erase(path: Path, ids: Collection[str]) -> bool:
    """Whether ``path`` held one of them."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        if path.suffix == ".parquet":
            gone = _filter_parquet(path, temporary, ids)
        else:
            gone = _filter_rows(path, temporary, ids)
        if gone:
            temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return gone > 0


def _filter_rows(path: Path, target: Path, ids: Collection[str]) -> int:
    """Write the rows of a CSV or JSON lines file that stay; return how many do not."""
    gone = 0
    with (
        path.open(encoding="utf-8", newline="") as file,
        target.open("w", encoding="utf-8", newline="") as out,
    ):
        if path.suffix == ".jsonl":
            for line in file:
                if json.loads(line)["article_id"] in ids:
                    gone += 1
                else:
                    out.write(line)
            return gone
        rows = csv.reader(file)
        writer = csv.writer(out, lineterminator="\n")
        header = next(rows, [])
        writer.writerow(header)
        for row in rows:
            if row[header.index("article_id")] in ids:
                gone += 1
            else:
                writer.writerow(row)
    return gone


def _filter_parquet(path: Path, target: Path, ids: Collection[str]) -> int:
    """The same for Parquet; the types stay what they are."""
    file, out = (str(p).replace("'", "''") for p in (path, target))
    rows = f"FROM read_parquet('{file}', hive_partitioning = false)"
    with duckdb.connect() as connection:
        found = connection.execute(
            f"SELECT count(*) {rows} WHERE article_id::VARCHAR IN (SELECT unnest(?))", [[*ids]]
        ).fetchone()
        if not found or not found[0]:
            return 0
        connection.execute("CREATE TABLE gone AS SELECT unnest(?)::VARCHAR AS id", [[*ids]])
        connection.execute(
            f"COPY (SELECT * {rows} WHERE article_id::VARCHAR NOT IN (FROM gone)) TO '{out}' "
            "(FORMAT parquet, COMPRESSION zstd)"
        )
    return int(found[0])
