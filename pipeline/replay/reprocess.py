"""Reprocess: captures of the past through today's extractor, into a side result that is compared
with the warehouse and loaded only once somebody has approved what it changes.

    choose ─▶ parse ─▶ compare ─▶ accept, or drop

The side result is a run like any other whose parts are not loaded yet, and the comparison is made
in a copy of the warehouse into which they are: what is shown is what accepting does.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from datetime import datetime

import duckdb

from pipeline.errors import InputError
from pipeline.fetch.captures import capture_from_row
from pipeline.load.clone import clone
from pipeline.load.loader import LoadReport, find_parts, load, load_parts
from pipeline.load.statements import sql_of
from pipeline.load.warehouse import connect, lock
from pipeline.record import Capture
from pipeline.replay.differences import compare_states, drop_unchanged, note_checks
from pipeline.replay.kept import captures_of, deal
from pipeline.replay.report import Report, write_report
from pipeline.runs import Manifest
from pipeline.settings import Home, ShardSize

_SIDE = "side.duckdb"


def choose(
    home: Home,
    run: str,
    *,
    since: datetime | None = None,
    sources: Sequence[str] = (),
    size: ShardSize | None = None,
) -> list[str]:
    """Make ``run`` of the captures since then (aware) of these sources, and of all others of the
    same articles; the names of its shards, for ``parse``. None and empty: all.

    :raises InputError: where there are no such captures.
    """
    folder = home.reprocess(run)
    folder.mkdir(parents=True, exist_ok=True)
    side = folder / _SIDE
    side.unlink(missing_ok=True)
    with lock(home):
        with connect(home.warehouse, home.state / "tmp"):
            pass  # brought to this version's schema, and all of it in the file
        clone(home.warehouse, side)
    with connect(side, home.state / "tmp") as connection:
        connection.execute("SET VARIABLE since = ?::TIMESTAMPTZ", [since])
        connection.execute("SET VARIABLE sources = ?::VARCHAR[]", [list(sources)])
        connection.execute(sql_of("reprocess", "10_before"))
        shards = deal(
            home,
            run,
            _chosen(connection, home),
            size or ShardSize.configured(),
            reprocess=True,
            since=since.isoformat() if since else None,
            sources=list(sources),
        )
    if not shards:
        drop(home, run)
        span = f" since {since:%Y-%m-%d}" if since else ""
        raise InputError(
            f"no captured document{span} of {', '.join(sources) or 'any source'}; "
            "`broadsheet status` shows what the warehouse holds"
        )
    return shards


def compare(home: Home, run: str) -> Report:
    """What accepting ``run`` would change, also as ``report.html`` and tables in its folder.

    :raises InputError: where ``run`` is none of ``choose``, or was decided on.
    """
    side = home.reprocess(run) / _SIDE
    if not side.exists():
        raise InputError(f"{run}: no reprocessing waits there; `broadsheet reprocess` starts one")
    manifest = Manifest.read(home, run)
    with connect(side, home.state / "tmp") as connection:
        note_checks(connection)
        parts = find_parts(home, manifest)
        if not connection.execute("FROM store.runs WHERE run = ?", [run]).fetchone():
            for path in parts.articles:
                drop_unchanged(connection, path)
            load_parts(connection, home, manifest, parts, approved=True)
        states = compare_states(connection, run)
    report = Report.of(manifest, states, unread=[*parts.missing, *parts.damaged])
    write_report(home.reprocess(run), report, states)
    return report


def accept(home: Home, run: str) -> LoadReport:
    """Load what ``run`` read, and keep its report; ``check`` and ``publish`` are the next.

    :raises InputError: where ``run`` was not compared, or was dropped.
    """
    Report.read(home.reprocess(run))
    loaded = load(home, run, approved=True)
    (home.reprocess(run) / _SIDE).unlink(missing_ok=True)
    return loaded


def drop(home: Home, run: str) -> None:
    """Forget what ``run`` read; its report stays, if there is one."""
    if Manifest.read(home, run).parameters.get("reprocess"):
        shutil.rmtree(home.stage(run))
    (home.reprocess(run) / _SIDE).unlink(missing_ok=True)


def _chosen(connection: duckdb.DuckDBPyConnection, home: Home) -> Iterator[Capture]:
    """The chosen captures with all that fetch knew of them, in the order of their files."""
    runs = connection.execute("SELECT DISTINCT run FROM reprocess.captures ORDER BY run").fetchall()
    for (run,) in runs:
        rows = connection.execute(
            "SELECT * REPLACE (replace(capture_id::VARCHAR, '-', '') AS capture_id) "
            "FROM reprocess.captures WHERE run = ? ORDER BY warc_file, warc_offset",
            [run],
        )
        names = [column[0] for column in rows.description]
        wanted = {row[0]: dict(zip(names, row, strict=True)) for row in rows.fetchall()}
        known = {c.capture_id: c for c in captures_of(home, run) if c.capture_id in wanted}
        for id, row in wanted.items():
            yield known.get(id) or capture_from_row(row)
