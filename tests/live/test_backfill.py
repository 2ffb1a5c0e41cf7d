"""``backfill`` beside the schedule in a real Airflow: the one pool keeps their loads apart."""

from __future__ import annotations

import shutil
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from rich.console import Console

from pipeline.commands.backfill import chunk_by_chunk
from pipeline.commands.run import run_all
from pipeline.settings import Home
from tests.live.rules import value
from tests.live.running import DOCUMENTS_A_SHARD, Instance

pytestmark = [pytest.mark.live, pytest.mark.xdist_group("live-airflow"), pytest.mark.timeout(420)]
FILES = 3 * DOCUMENTS_A_SHARD
TITLES = "SELECT count(*) FROM articles WHERE title LIKE 'Minute % of the harbour board'"


@pytest.fixture
def captured(instance: Instance, tmp_path: Path) -> None:
    """Captures on disk that the warehouse does not know, as after it was lost."""
    folder, other = tmp_path / "minutes", Home(tmp_path / "other")
    folder.mkdir()
    for number in range(FILES):
        (folder / f"{number}.txt").write_text(
            f"Minute {number} of the harbour board\n\n"
            f"The board met at noon, heard the pilots, and agreed on item {number} of its list."
        )
    list(run_all(other, [str(folder)], Console(quiet=True), jobs=1))
    for path in other.raw.glob("*.warc.gz"):
        shutil.copy(path, instance.home / "raw")


def test_both_are_done_and_no_two_loads_meet(
    instance: Instance, first_run: str, captured: None
) -> None:
    backfill = instance.operator.trigger("backfill", kind="captures", to="2999-01-01")
    ingest = instance.operator.trigger("ingest", sources=["alder-ledger"], force=True)
    runs = (("ingest", ingest), ("backfill", backfill))
    for dag, run in runs:
        assert instance.admin.wait(dag, run, 300) == "success", instance.admin.states(dag, run)
    assert value(instance.home, TITLES) == str(FILES)

    tasks = [task for dag, run in runs for task in instance.admin.tasks(dag, run)]
    assert sum(task["task_id"] == "chunk.load" for task in tasks) == 3
    writing = sorted(_span(task) for task in tasks if task["pool"] == "broadsheet_load")
    assert all(end <= start for (_, end), (start, _) in pairwise(writing))
    labels = {t["rendered_map_index"] for t in tasks if t["task_id"] == "chunk.load"}
    assert labels == {"local 0000", "local 0001", "local 0002"}

    home = Home(instance.home)
    assert list(chunk_by_chunk(home, "captures", [], [], Console(quiet=True), 1)) == []


def test_a_feed_has_no_past(instance: Instance, first_run: str) -> None:
    (instance.home / "sources" / "only-feeds.toml").write_text(
        'feeds = ["http://127.0.0.1:9/feed.xml"]\n'
    )
    try:
        run = instance.operator.trigger("backfill", kind="sitemaps", sources=["only-feeds"])
        assert instance.admin.wait("backfill", run) == "failed"
    finally:
        (instance.home / "sources" / "only-feeds.toml").unlink()
    plan = next(t for t in instance.admin.tasks("backfill", run) if t["task_id"] == "plan")
    assert plan["try_number"] == 1  # the same input gives the same error: not tried again
    log = instance.admin.log("backfill", run, "plan")
    assert any("a feed has no past" in str(record) for record in log)


def _span(task: dict[str, str]) -> tuple[datetime, datetime]:
    start, end = (datetime.fromisoformat(task[f"{edge}_date"]) for edge in ("start", "end"))
    return start, end
