"""Checks of a batch before it is loaded: a source that fails is set aside, the others land."""

from __future__ import annotations

import os

import duckdb

from pipeline.load.parts import schema_version
from pipeline.record import Observation
from pipeline.resources import sql_files
from pipeline.settings import Home


def set_aside(connection: duckdb.DuckDBPyConnection, home: Home, run: str) -> dict[str, str]:
    """Run the checks under ``sql/batch`` over the table ``batch``; keep the observations of the
    sources that fail in ``quarantine/<run>/<source>.parquet``; return sources and reasons.

    A source that was released once is not held up again.
    """
    reasons: dict[str, list[str]] = {}
    for path in sql_files("batch"):
        for source, problem in connection.execute(path.read_text("utf-8")).fetchall():
            reasons.setdefault(source, []).append(f"{path.stem}: {problem}")
    released = connection.execute(
        "SELECT source FROM store.quarantine WHERE run = ? AND released_at IS NOT NULL", [run]
    ).fetchall()
    failed = {s: "; ".join(why) for s, why in reasons.items() if (s,) not in released}
    for source, why in failed.items():
        _keep(connection, home, run, source)
        connection.execute(
            "INSERT OR REPLACE INTO store.quarantine "
            "SELECT ?, ?, ?, count(*), now(), NULL FROM batch WHERE source = ?",
            [run, source, why, source],
        )
    return failed


def _keep(connection: duckdb.DuckDBPyConnection, home: Home, run: str, source: str) -> None:
    path = home.quarantine(run, source)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    target = str(temporary).replace("'", "''")
    name = source.replace("'", "''")
    connection.execute(
        f"COPY (SELECT * EXCLUDE (filename, file_row_number) FROM part_articles "
        f"WHERE source = '{name}') TO '{target}' (FORMAT parquet, COMPRESSION zstd, "
        f"KV_METADATA {{'broadsheet.schema': '{schema_version(Observation)}'}})"
    )
    temporary.replace(path)
