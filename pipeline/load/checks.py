"""Checks: SQL files that select bad rows, and what they found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from pipeline.errors import CheckFailed
from pipeline.load.health import prepare
from pipeline.load.warehouse import open_warehouse, transaction
from pipeline.resources import sql_files
from pipeline.settings import Home

SAMPLE = 3  # bad rows kept to look at
TOLD = 5  # failures that a message tells of


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """One check of one source that selected rows; ``source`` is ``""`` for the whole."""

    name: str
    level: str
    source: str
    bad_rows: int
    sample: str


def check(home: Home, run: str, now: datetime | None = None) -> list[CheckResult]:
    """Run every check under ``sql/checks`` and keep the results; return those that found rows.

    ``now`` is the time against which silence and the like are measured.

    :raises CheckFailed: when one marked ``-- fail`` did.
    """
    with open_warehouse(home) as connection:
        results = run_checks(connection, home, now)
        with transaction(connection):
            connection.execute("DELETE FROM store.check_results WHERE run = ?", [run])
            for r in results:
                connection.execute(
                    "INSERT INTO store.check_results VALUES (?, ?, ?, ?, ?, ?, now())",
                    [run, r.name, r.level, r.source, r.bad_rows, r.sample],
                )
    failed = [r for r in results if r.level == "fail"]
    if failed:
        raise CheckFailed(
            "; ".join(f"{r.name}: {r.bad_rows} rows, such as {r.sample}" for r in failed[:TOLD])
            + (f"; and {len(failed) - TOLD} more" if len(failed) > TOLD else "")
            + "; the last snapshot stays; `broadsheet query` on check_results shows more"
        )
    return results


def run_checks(
    connection: duckdb.DuckDBPyConnection, home: Home | None = None, now: datetime | None = None
) -> list[CheckResult]:
    """Run every check under ``sql/checks``; those that found rows, by source. Without a ``home``
    no source's file expects anything."""
    prepare(connection, home, now)
    return [result for path in sql_files("checks") for result in _run(connection, path)]


def level(path: Path) -> str:
    """``fail`` or ``warn``, from the file's first line."""
    first = path.read_text("utf-8").partition("\n")[0].removeprefix("--").strip()
    if first not in ("fail", "warn"):
        raise ValueError(f"{path}: the first line must be `-- fail` or `-- warn`")
    return first


def _run(connection: duckdb.DuckDBPyConnection, path: Path) -> list[CheckResult]:
    sql = path.read_text("utf-8").rstrip().rstrip(";")
    rows = connection.execute(
        "SELECT coalesce(source, ''), count(*), "
        f"array_to_string(list(problem ORDER BY problem)[:{SAMPLE}], '; ') "
        f"FROM ({sql}\n) GROUP BY 1 ORDER BY 1"
    ).fetchall()
    return [
        CheckResult(name=path.stem, level=level(path), source=source, bad_rows=bad, sample=sample)
        for source, bad, sample in rows
    ]
