"""Which run of the pipeline a task belongs to."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from pipeline.settings import Home

if TYPE_CHECKING:
    from airflow.sdk import Context


def run_id(context: Context) -> str:
    """The pipeline's run of this DAG run: a function of it, so every task and try finds the same.

    It looks like the ids of ``pipeline.runs.new_run_id`` and sorts with them by time.
    """
    run = context["dag_run"]
    digest = hashlib.blake2b(f"{run.dag_id} {run.run_id}".encode(), digest_size=3).hexdigest()
    return f"{run.run_after:%Y%m%dT%H%M%SZ}-{digest}"


def sources_of(home: Home, run: str, shard: str) -> str:
    """The names of the sources in a shard, for people: ``harbour-post`` or ``harbour-post +3``."""
    with home.refs(run, shard).open(encoding="utf-8") as lines:
        names = list(dict.fromkeys(json.loads(line)["source"] for line in lines))
    if not names:
        return "empty"
    return names[0] + (f" +{len(names) - 1}" if len(names) > 1 else "")
