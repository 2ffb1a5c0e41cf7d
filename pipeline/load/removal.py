"""Taking things out again: a run undone, a quarantine let in."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from pipeline.errors import InputError
from pipeline.load.loader import LoadReport, Parts, load_parts, recompute
from pipeline.load.statements import run_sql
from pipeline.load.warehouse import count, note_change, open_warehouse, transaction
from pipeline.runs import Manifest
from pipeline.settings import Home


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """How many rows went."""

    observations: int
    captures: int
    contents: int


def undo(home: Home, run: str) -> Removed:
    """Take out what ``run`` brought and no other run did; the tables are as if it had never been
    loaded.

    What it fetched stays in ``raw/`` and its parts in ``stage/``: loading it again brings it back.

    :raises InputError: when no such run was loaded.
    """
    with open_warehouse(home) as connection, transaction(connection):
        if not connection.execute("FROM store.runs WHERE run = ?", [run]).fetchone():
            raise InputError(f"{run}: no such run was loaded; `broadsheet query runs` lists them")
        connection.execute("SET VARIABLE run = ?", [run])
        run_sql(connection, "22_undone", "21_runs")
        removed = remove(connection, f"run = '{run}'", "observation_id IN (FROM rivals)")
        connection.execute("UPDATE store.runs SET undone_at = now() WHERE run = ?", [run])
        connection.execute("DELETE FROM store.quarantine WHERE run = ?", [run])
        note_change(connection, "undo", run)
    return removed


def release(home: Home, run: str, source: str) -> LoadReport:
    """Load what a check of the batch had set aside.

    :raises InputError: where nothing of this run and source is in quarantine.
    """
    part = home.quarantine(run, source)
    with open_warehouse(home) as connection:
        waiting = connection.execute(
            "FROM store.quarantine WHERE run = ? AND source = ? AND released_at IS NULL",
            [run, source],
        ).fetchone()
        if waiting is None or not part.exists():
            raise InputError(
                f"{run} {source}: nothing in quarantine; `broadsheet query quarantine` lists it"
            )
        connection.execute(
            "UPDATE store.quarantine SET released_at = now() WHERE run = ? AND source = ?",
            [run, source],
        )
        manifest = Manifest.read(home, run)
        known = connection.execute("SELECT missing, damaged FROM store.runs WHERE run = ?", [run])
        missing, damaged = known.fetchone() or ([], [])
        return load_parts(connection, home, manifest, Parts([], [part], missing, damaged))


def remove(connection: duckdb.DuckDBPyConnection, which: str, also: str = "false") -> Removed:
    """Delete the observations and captures that the condition ``which`` selects, with all that then
    nothing refers to; observations that ``also`` selects may count now. A transaction is open.
    """
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE batch AS "
        f"SELECT *, true AS is_new FROM store.observations WHERE {which} OR {also}"
    )
    observations = count(connection, f"DELETE FROM store.observations WHERE {which}")
    captures = count(connection, f"DELETE FROM store.captures WHERE {which}")
    run_sql(connection, "31_leaving", "32_copies")
    recompute(connection)
    run_sql(connection, "74_drop")
    contents = count(connection, "SELECT count(*) FROM dropped")
    return Removed(observations=observations, captures=captures, contents=contents)
