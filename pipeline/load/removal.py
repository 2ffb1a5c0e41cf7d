"""Taking things out again: a run undone, a quarantine let in, an article forgotten."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from pipeline.errors import InputError
from pipeline.load.erase import erase_from_parts, erase_from_warcs
from pipeline.load.loader import LoadReport, Parts, load_parts, recompute
from pipeline.load.snapshot import article_id
from pipeline.load.statements import run_sql
from pipeline.load.warehouse import count, note_change, open_warehouse, transaction
from pipeline.runs import Manifest, write_atomically
from pipeline.settings import Home


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """How many rows went."""

    observations: int
    captures: int
    contents: int


def undo(home: Home, run: str) -> Removed:
    """Take out what ``run`` brought; the tables are as if it had never been loaded.

    What it fetched stays in ``raw/`` and its parts in ``stage/``: loading it again brings it back.

    :raises InputError: when no such run was loaded.
    """
    with open_warehouse(home) as connection, transaction(connection):
        if not connection.execute("FROM store.runs WHERE run = ?", [run]).fetchone():
            raise InputError(f"{run}: no such run was loaded; `broadsheet query runs` lists them")
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE gone AS "
            "SELECT capture_id FROM store.captures WHERE run = $run "
            "UNION SELECT capture_id FROM store.observations WHERE run = $run",
            {"run": run},
        )
        removed = _remove(connection, f"run = '{run}'", "run", run)
        connection.execute("UPDATE store.runs SET undone_at = now() WHERE run = ?", [run])
        connection.execute("DELETE FROM store.quarantine WHERE run = ?", [run])
        note_change(connection, "undo", run)
    return removed


def forget(home: Home, name: str) -> Removed:
    """Take an article out for good: out of the warehouse, ``stage/``, ``quarantine/`` and ``raw/``.

    Its addresses' ids stay as tombstones, in the warehouse and in ``state/forgotten``, so that
    it is neither loaded nor fetched again. The snapshot loses it with the next publish; files that
    a run read where they lay, exports and old snapshots are their owner's to remove.

    :raises InputError: where no article has this id or address.
    """
    with open_warehouse(home) as connection, transaction(connection):
        id = article_id(connection, name)
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE addresses AS "
            "SELECT url_id FROM store.article_urls WHERE article_id = ?",
            [id],
        )
        connection.execute(
            "INSERT OR IGNORE INTO store.tombstones SELECT url_id, now() FROM addresses"
        )
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE gone AS SELECT DISTINCT capture_id "
            "FROM store.observations "
            "WHERE requested_id IN (FROM addresses) OR final_id IN (FROM addresses)"
        )
        removed = _remove(connection, "capture_id IN (FROM gone)", "forget", id)
        connection.execute(
            "DELETE FROM store.captures WHERE capture_id IN (FROM gone)",
        )
        connection.execute("DELETE FROM store.urls WHERE url_id IN (FROM addresses)")
        tombstones = _strings(connection, "SELECT url_id::VARCHAR FROM store.tombstones ORDER BY 1")
        addresses = _strings(connection, "SELECT url_id::VARCHAR FROM addresses")
        gone = _strings(connection, "SELECT replace(capture_id::VARCHAR, '-', '') FROM gone")
        note_change(connection, "forget", id)
    write_atomically(home.forgotten, "".join(f"{t}\n" for t in tombstones).encode())
    erase_from_parts(home, gone)
    erase_from_warcs(home, addresses)
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
        return load_parts(connection, home, manifest, Parts([], [part], [], []))


def _strings(connection: duckdb.DuckDBPyConnection, sql: str) -> list[str]:
    return [value for (value,) in connection.execute(sql).fetchall()]


def _remove(
    connection: duckdb.DuckDBPyConnection, observations: str, what: str, subject: str
) -> Removed:
    """Delete the observations that a condition selects, with all that then nothing refers to."""
    contents = count(connection, "SELECT count(*) FROM store.contents")
    captures = count(connection, "SELECT count(*) FROM store.captures")
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE batch AS "
        f"SELECT *, true AS is_new FROM store.observations WHERE {observations}"
    )
    connection.execute(f"DELETE FROM store.observations WHERE {observations}")
    if what == "run":
        connection.execute("DELETE FROM store.captures WHERE run = ?", [subject])
    recompute(connection)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE dropped AS SELECT DISTINCT content_id FROM batch "
        "WHERE content_id IS NOT NULL AND content_id NOT IN "
        "(SELECT content_id FROM store.observations WHERE content_id IS NOT NULL)"
    )
    run_sql(connection, "74_drop")
    return Removed(
        observations=count(connection, "SELECT count(*) FROM batch"),
        captures=captures - count(connection, "SELECT count(*) FROM store.captures"),
        contents=contents - count(connection, "SELECT count(*) FROM store.contents"),
    )
