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


def sources_of(home: Home, run: str, shard: str) -> str:
    """The names of the sources in a shard, for people: ``harbour-post`` or ``harbour-post +3``."""
    with home.refs(run, shard).open(encoding="utf-8") as lines:
        names = list(dict.fromkeys(json.loads(line)["source"] for line in lines))
    if not names:
        return "empty"
    return names[0] + (f" +{len(names) - 1}" if len(names) > 1 else "")
