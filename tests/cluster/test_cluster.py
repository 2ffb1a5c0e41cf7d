"""``ingest`` on two Celery workers, one killed in mid-run: the tables are those of one process."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.cluster.conftest import Cluster
from tests.live.rest import eventually

pytestmark = [pytest.mark.cluster, pytest.mark.timeout(900)]
FILES = 4_100  # three shards
WORDS = [
    "harbour",
    "council",
    "ferry",
    "budget",
    "kelp",
    "court",
    "bridge",
    "winter",
    "school",
    "market",
    "storm",
    "signal",
]


def test_a_killed_worker_changes_nothing(cluster: Cluster, tmp_path: Path) -> None:
    folder = _articles(tmp_path / "articles")
    started = time.monotonic()
    run = cluster.admin.trigger("ingest", paths=[str(folder)])

    def both_work() -> bool:
        states = cluster.admin.states("ingest", run)
        # A worker takes two tasks at a time, so the third is the other's.
        return sum(s == "running" for t, s in states.items() if t.startswith("shard.")) >= 3

    eventually(both_work, 240, "both workers are at work")
    cluster.kill("w1")
    state = cluster.admin.wait("ingest", run, 480)
    tasks = cluster.admin.tasks("ingest", run)
    print(f"\n{FILES} documents, worker killed: {time.monotonic() - started:.0f} s")
    for task in sorted(tasks, key=lambda t: t["start_date"]):
        print(task["task_id"], task["map_index"], f"try {task['try_number']}", task["duration"])
    assert state == "success", cluster.admin.states("ingest", run)
    assert any(t["try_number"] > 1 for t in tasks)  # the dead worker's went to the other
    assert len([t for t in tasks if t["task_id"] == "shard.parse"]) == 3

    alone = tmp_path / "alone"
    command = [str(Path(sys.executable).with_name("broadsheet")), "run", str(folder)]
    env = {**os.environ, "BROADSHEET_HOME": str(alone)}
    subprocess.run(command, env=env, check=True, capture_output=True)
    assert _tables(cluster.home) == _tables(alone)


def _articles(folder: Path) -> Path:
    """Invented articles, the same on every run."""
    dice = random.Random(7)
    folder.mkdir()
    for number in range(FILES):
        paragraphs = [
            " ".join(dice.choices(WORDS, k=40)).capitalize() + f" in district {number}."
            for _ in range(4)
        ]
        (folder / f"{number:05}.txt").write_text(
            f"The {number}th report of the council\n\n" + "\n\n".join(paragraphs)
        )
    return folder


def _tables(home: Path) -> list[tuple[Any, ...]]:
    """What was read of every article, apart from when."""
    snapshot = str(home / "published" / "broadsheet.duckdb")
    with duckdb.connect(snapshot, read_only=True) as connection:
        rows = connection.execute(
            "SELECT article_id, url, title, text, words FROM articles ORDER BY article_id"
        ).fetchall()
    assert len(rows) == FILES
    return rows
