"""Checks: SQL files that select bad rows, and what they found.

A run can only break what it touches, so that after a load the checks look at its rows and at the
articles that it touched: where a file under ``sql/checks`` says ``touched.articles`` it reads
those, or all of ``store.articles`` where the whole warehouse is to be looked at. That is once a
week, after rows were taken out (which may leave others without what they lead to), and on demand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from pipeline.errors import CheckFailed, InputError
from pipeline.load.health import prepare
from pipeline.load.warehouse import open_warehouse, transaction
from pipeline.resources import sql_files
from pipeline.settings import Home

SAMPLE = 3  # bad rows kept to look at
TOLD = 5  # failures that a message tells of
WHOLE_EVERY = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """One check of one source that selected rows; ``source`` is ``""`` for the whole."""

    name: str
    level: str
    source: str
    bad_rows: int
    sample: str


def check(
    home: Home, run: str | None, now: datetime | None = None, *, whole: bool = False
) -> list[CheckResult]:
    """Run every check under ``sql/checks`` and keep the results, as those of ``run`` or of the
    latest that was loaded; return those that found rows.

    ``now`` is the time against which silence and the like are measured. ``whole`` looks at all of
    the warehouse, which otherwise is done when it is due.

    :raises CheckFailed: when one marked ``-- fail`` did; the next check then looks there again.
    :raises InputError: where no run was loaded yet.
    """
    now = now or datetime.now(UTC)
    with open_warehouse(home) as connection:
        run = run or _latest(connection)
        whole = whole or _whole_is_due(connection, now)
        results = run_checks(connection, home, now, whole=whole)
        with transaction(connection):
            connection.execute("DELETE FROM store.check_results WHERE run = ?", [run])
            for r in results:
                connection.execute(
                    "INSERT INTO store.check_results VALUES (?, ?, ?, ?, ?, ?, now())",
                    [run, r.name, r.level, r.source, r.bad_rows, r.sample],
                )
            if not any(r.level == "fail" for r in results):
                connection.execute("DELETE FROM store.unchecked")
                if whole:
                    connection.execute("INSERT INTO store.whole_checks VALUES (?)", [now])
    failed = [r for r in results if r.level == "fail"]
    if failed:
        raise CheckFailed(
            "; ".join(f"{r.name}: {r.bad_rows} rows, such as {r.sample}" for r in failed[:TOLD])
            + (f"; and {len(failed) - TOLD} more" if len(failed) > TOLD else "")
            + "; the last snapshot stays; `broadsheet query` on check_results shows more"
        )
    return results


def run_checks(
    connection: duckdb.DuckDBPyConnection,
    home: Home | None = None,
    now: datetime | None = None,
    *,
    whole: bool = True,
) -> list[CheckResult]:
    """Run every check under ``sql/checks``; those that found rows, by source. Without a ``home``
    no source's file expects anything."""
    prepare(connection, home, now)
    if not whole:
        for path in sql_files("touched"):
            connection.execute(path.read_text("utf-8"))
    return [result for path in sql_files("checks") for result in _run(connection, path, whole)]


def statement(path: Path, *, whole: bool = True) -> str:
    """The query of a check, over all of the warehouse or over what was touched."""
    sql = path.read_text("utf-8").rstrip().rstrip(";")
    return sql.replace("touched.", "store." if whole else "temp.touched_")


def _latest(connection: duckdb.DuckDBPyConnection) -> str:
    row = connection.execute("SELECT max(run) FROM store.runs").fetchone()
    if not row or row[0] is None:
        raise InputError("there is nothing to check: no run was loaded yet; `broadsheet run` loads")
    return str(row[0])


def _whole_is_due(connection: duckdb.DuckDBPyConnection, now: datetime) -> bool:
    row = connection.execute(
        "SELECT bool_or(run IS NULL AND article_id IS NULL) OR "
        "(SELECT coalesce(max(checked_at), '-infinity') FROM store.whole_checks) < ? "
        "FROM store.unchecked",
        [now - WHOLE_EVERY],
    ).fetchone()
    return bool(row and row[0])


def level(path: Path) -> str:
    """``fail`` or ``warn``, from the file's first line."""
    first = path.read_text("utf-8").partition("\n")[0].removeprefix("--").strip()
    if first not in ("fail", "warn"):
        raise ValueError(f"{path}: the first line must be `-- fail` or `-- warn`")
    return first


def _run(connection: duckdb.DuckDBPyConnection, path: Path, whole: bool) -> list[CheckResult]:
    sql = statement(path, whole=whole)
    rows = connection.execute(
        "SELECT coalesce(source, ''), count(*), "
        f"array_to_string(list(problem ORDER BY problem)[:{SAMPLE}], '; ') "
        f"FROM ({sql}\n) GROUP BY 1 ORDER BY 1"
    ).fetchall()
    return [
        CheckResult(name=path.stem, level=level(path), source=source, bad_rows=bad, sample=sample)
        for source, bad, sample in rows
    ]
