"""Which run of the pipeline a task belongs to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pipeline.runs import scheduled_run_id
from pipeline.settings import Home

if TYPE_CHECKING:
    from airflow.sdk import Context


def run_id(context: Context) -> str:
    """The pipeline's run of this DAG run."""
    run = context["dag_run"]
    return scheduled_run_id(run.dag_id, run.run_id, run.run_after)


def task_states(context: Context) -> dict[str, str]:
    """The state of every task instance of this DAG run; mapped ones are ``task_0``, ``task_1``."""
    run = context["dag_run"]
    states: dict[str, dict[str, str]] = context["ti"].get_task_states(
        dag_id=run.dag_id, run_ids=[run.run_id]
    )
    return states[run.run_id]


def sources_of(home: Home, run: str, shard: str) -> str:
    """The names of the sources in a shard, for people: ``harbour-post`` or ``harbour-post +3``."""
    names = list(dict.fromkeys(_sources(home, run, shard)))
    if not names:
        return "empty"
    return names[0] + (f" +{len(names) - 1}" if len(names) > 1 else "")


def _sources(home: Home, run: str, shard: str) -> list[str]:
    """From what discover wrote, or of captures that are read again."""
    with home.refs(run, shard).open(encoding="utf-8") as lines:
        if found := [json.loads(line)["source"] for line in lines]:
            return found
    if not home.captures(run, shard).exists():
        return []
    from pyarrow.parquet import read_table

    sources: list[str] = read_table(home.captures(run, shard), columns=["source"])[0].to_pylist()
    return sources
