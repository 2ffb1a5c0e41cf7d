"""Load: the parts of a run into the warehouse, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.fetch.forgotten import forgotten
from pipeline.load.changes import recompute_changes
from pipeline.load.erase import erase_captures
from pipeline.load.index import index
from pipeline.load.parts import fault
from pipeline.load.quarantine import set_aside
from pipeline.load.statements import run_sql, until_stable
from pipeline.load.warehouse import count, note_change, open_warehouse, transaction
from pipeline.record import Capture, Observation
from pipeline.runs import Manifest
from pipeline.serialize import arrow_schema
from pipeline.settings import Home


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadReport:
    """What a load changed; all counts are zero when the run had been loaded before.

    ``missing`` and ``damaged`` name parts that could not be taken; the others are loaded.
    ``quarantined`` maps the sources that a check of the batch set aside to the reason.
    """

    run: str
    captures: int
    observations: int
    articles_new: int
    articles_changed: int
    rejects: int
    missing: list[str]
    damaged: list[str]
    quarantined: dict[str, str]


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a run that can be loaded, and the names of those that cannot."""

    captures: list[Path]
    articles: list[Path]
    missing: list[str]
    damaged: list[str]


def load(home: Home, run: str, *, approved: bool = False) -> LoadReport:
    """Take the parts of ``run`` that exist; the same parts in any order give the same tables.

    ``approved``: a person has seen what it brings, so that no check of the batch holds it up.
    """
    manifest = Manifest.read(home, run)
    parts = find_parts(home, manifest)
    with open_warehouse(home) as connection:
        adopt_tombstones(connection, home)
        try:
            report = load_parts(connection, home, manifest, parts, approved=approved)
        except (duckdb.Error, UnicodeDecodeError):
            sound = find_parts(home, manifest, deep=True)
            if sound == parts:
                raise
            report = load_parts(connection, home, manifest, sound, approved=approved)
        erase_captures(home, run, _forgotten(connection))
    return report


def adopt_tombstones(connection: duckdb.DuckDBPyConnection, home: Home) -> None:
    """Have the warehouse know what was taken down, also where it is older than that: restored, or
    made anew.
    """
    connection.execute(
        "INSERT OR IGNORE INTO store.tombstones SELECT unnest(?)::UUID, now()",
        [sorted(forgotten(home))],
    )


def _forgotten(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Captures of the batch that came from another address of what was taken down."""
    rows = connection.execute("SELECT replace(capture_id::VARCHAR, '-', '') FROM forgotten")
    return [capture for (capture,) in rows.fetchall()]


def find_parts(home: Home, manifest: Manifest, *, deep: bool = False) -> Parts:
    """The parts of a run; ``deep`` reads them whole to find those that are damaged."""
    parts = Parts([], [], [], [])
    for shard in manifest.shards:
        for path, record, found in (
            (home.captures(manifest.run, shard), Capture, parts.captures),
            (home.articles(manifest.run, shard), Observation, parts.articles),
        ):
            name = f"{path.parent.name}/{path.name}"
            if not path.exists():
                parts.missing.append(name)
            elif reason := fault(path, record, deep=deep):
                parts.damaged.append(f"{name}: {reason}")
            else:
                found.append(path)
    return parts


def load_parts(
    connection: duckdb.DuckDBPyConnection,
    home: Home,
    manifest: Manifest,
    parts: Parts,
    *,
    approved: bool = False,
) -> LoadReport:
    """Take these parts of a run, in one transaction; set aside the sources whose batch is bad."""
    with transaction(connection):
        before = _counts(connection)
        _stage(connection, "part_captures", Capture, parts.captures)
        _stage(connection, "part_articles", Observation, parts.articles)
        run_sql(connection, "10_batch")
        quarantined = {} if approved else set_aside(connection, home, manifest.run)
        connection.execute("DELETE FROM batch WHERE source IN (SELECT unnest(?))", [[*quarantined]])
        run_sql(connection, "11_new", "20_facts", "21_runs", "30_parts")
        run_sql(connection, "31_arriving", "32_copies")
        connection.execute("UPDATE batch SET is_new = true WHERE observation_id IN (FROM rivals)")
        index(connection)
        changed = recompute(connection)
        connection.execute(
            "INSERT OR REPLACE INTO store.runs VALUES (?, ?, now(), ?, ?, ?, NULL)",
            [manifest.run, manifest.created, manifest.shards, parts.missing, parts.damaged],
        )
        after = _counts(connection)
        grown = {name: after[name] - before[name] for name in after}
        if any(grown.values()) or quarantined:
            note_change(connection, "load", manifest.run)
    return LoadReport(
        run=manifest.run,
        captures=grown["captures"],
        observations=grown["observations"],
        articles_new=grown["articles"],
        articles_changed=changed,
        rejects=grown["rejects"],
        missing=parts.missing,
        damaged=parts.damaged,
        quarantined=quarantined,
    )


def recompute(connection: duckdb.DuckDBPyConnection) -> int:
    """Compute the articles that the rows of ``batch`` touch; return how many had been there."""
    run_sql(connection, "40_touched")
    while count(connection, "SELECT count(*) FROM frontier"):
        run_sql(connection, "41_spread")
    run_sql(connection, "50_ties")
    until_stable(connection, "51_join")
    run_sql(connection, "60_articles", "61_copies", "64_current")
    run_sql(connection, "65_speakers", "66_people", "67_outlets", "68_unchecked")
    recompute_changes(connection)
    return count(connection, "SELECT count(*) FROM old_articles")


def _stage(
    connection: duckdb.DuckDBPyConnection,
    view: str,
    record: type[Capture] | type[Observation],
    paths: list[Path],
) -> None:
    """Make ``view`` show the rows of the parts, with the file and row each came from."""
    if paths:
        names = ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths)
        connection.execute(
            f"CREATE OR REPLACE TEMP VIEW {view} AS "
            f"SELECT *, filename, file_row_number FROM read_parquet([{names}])"
        )
        return
    connection.register(f"no_{view}", arrow_schema(record).empty_table())
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW {view} AS "
        f"SELECT *, '' AS filename, 0::BIGINT AS file_row_number FROM no_{view}"
    )


def _counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    return {
        "captures": count(connection, "SELECT count(*) FROM store.captures"),
        "observations": count(connection, "SELECT count(*) FROM store.observations"),
        "articles": count(connection, "SELECT count(*) FROM store.articles"),
        "rejects": count(
            connection, "SELECT count(*) FROM store.observations WHERE status = 'rejected'"
        ),
    }
