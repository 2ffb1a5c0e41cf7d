"""``ingest`` over twenty shards on two Celery workers, one killed in mid-run: the tables are those
of one process.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

import duckdb
import pytest

from tests.cluster.conftest import DOCUMENTS_A_SHARD, Cluster
from tests.live.rest import eventually

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(1200)]
SHARDS = 20
# What says when and in which run something was read; all else must be equal.
CHANCE = {
    "run", "latest_run", "fetched_at", "first_seen", "last_seen", "capture_id", "observation_id",
    "seconds", "warc_file", "warc_offset", "checked_at", "loaded_at", "created_at",
    "newest", "last_new", "last_success", "lag",  # the same times, as the page counts them
}  # fmt: skip
OF_THE_RUN = {"runs", "changes", "snapshot", "schema_migrations", "check_results", "whole_checks"}


def test_a_killed_worker_changes_nothing(cluster: Cluster, tmp_path: Path) -> None:
    folder = _articles(tmp_path / "articles")
    started = time.monotonic()
    run = cluster.admin.trigger("ingest", paths=[str(folder)])

    def both_work() -> bool:
        states = cluster.admin.states("ingest", run)
        # A worker takes two tasks at a time, so the third is the other's.
        return sum(s == "running" for t, s in states.items() if t.startswith("shard.")) >= 3

    eventually(both_work, 300, "both workers are at work")
    cluster.kill("w1")
    state = cluster.admin.wait("ingest", run, 600)
    wall = time.monotonic() - started
    assert state == "success", cluster.admin.states("ingest", run)
    tasks = cluster.admin.tasks("ingest", run)
    assert len([t for t in tasks if t["task_id"] == "shard.parse"]) == SHARDS
    assert any(t["try_number"] > 1 for t in tasks)  # the dead worker's went to the other
    wanted = {"airflow.broadsheet.fetch.resources", "airflow.broadsheet.parse.duration"}
    eventually(lambda: wanted <= cluster.collector.names, 60, f"metrics {wanted}")

    alone = tmp_path / "alone"
    command = [str(Path(sys.executable).with_name("broadsheet")), "run", str(folder), "--jobs", "1"]
    env = os.environ | cluster.sizes | {"BROADSHEET_HOME": str(alone)}
    subprocess.run(command, env=env, check=True, capture_output=True)
    ours, theirs = _tables(cluster.home), _tables(alone)
    assert len(theirs["main.articles"]) == SHARDS * DOCUMENTS_A_SHARD
    assert sum(bool(rows) for rows in theirs.values()) > 20
    assert {name for name in theirs if ours[name] != theirs[name]} == set()
    _print_costs(tasks, wall)


def _articles(folder: Path) -> Path:
    """Invented articles: a headline, a byline, a dateline, quotes, names and dates.

    Each has words of its own: of near copies the one read first, by chance, is the original.
    """
    folder.mkdir()
    for number in range(SHARDS * DOCUMENTS_A_SHARD):
        who = ("Ana Roe", "Ben Doe", "Cy Poe")[number % 3]
        (folder / f"{number:05}.txt").write_text(
            f"Harbour board settles case {number}\n\nBy {who}\n\n"
            f"PORT ALDER, March {number % 28 + 1} - The harbour board settled case {number} on "
            f'Monday after a long hearing.\n\n"We had to end it," said {who}, the harbour '
            f"master. The council of Port Alder, he added, will pay {number} crowns.\n\n"
            f"The file holds papers {', '.join(f'h{number}s{sheet}' for sheet in range(900))}.\n\n"
            "According to The Alder Ledger, the board meets again on 12 March 2026."
        )
    return folder


def _tables(home: Path) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of every table and view of the snapshot, apart from when they were read."""
    found = {}
    snapshot = str(home / "published" / "broadsheet.duckdb")
    with duckdb.connect(snapshot, read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        names = connection.execute(
            "SELECT schema_name, table_name FROM duckdb_tables() "
            "UNION ALL SELECT schema_name, view_name FROM duckdb_views() WHERE NOT internal"
        ).fetchall()
        for schema, table in names:
            if table in OF_THE_RUN:
                continue
            relation = connection.sql(f'FROM {schema}."{table}"')
            columns = ", ".join(f'"{c}"' for c in relation.columns if c not in CHANCE)
            found[f"{schema}.{table}"] = relation.project(columns).order("ALL").fetchall()
    return found


def _print_costs(tasks: list[dict[str, Any]], wall: float) -> None:
    print(f"\n{SHARDS} shards of {DOCUMENTS_A_SHARD} documents, a worker killed: {wall:.0f} s")
    for name in ("shard.fetch", "shard.parse", "load", "check", "publish"):
        seconds = [t["duration"] for t in tasks if t["task_id"] == name and t["duration"]]
        print(f"{name}: median {median(seconds):.1f} s, most {max(seconds):.1f} s")
