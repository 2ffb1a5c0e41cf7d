"""The tasks of ``backfill``: those of ``ingest``, over runs of its own instead of shards."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from airflow.sdk import Context, WeightRule, get_current_context, task, task_group

from broadsheet_dags.assets import RAW, WAREHOUSE
from broadsheet_dags.params import listed, moment
from broadsheet_dags.report import concluding, note_event, summed
from broadsheet_dags.runs import run_id, sources_of
from broadsheet_dags.tasks import ONE_WRITER, SHARD_LABEL
from pipeline.runs import Manifest
from pipeline.settings import Home

# Of lower weight than the tasks of the schedule (3 and more), and in a pool of their own that
# leaves workers to them; plugins/broadsheet_pool.py makes it, and it may be widened in the UI.
BEHIND: dict[str, Any] = {"priority_weight": 1, "weight_rule": WeightRule.ABSOLUTE}
FEW: dict[str, Any] = {"pool": "broadsheet_backfill", **BEHIND}


@task(doc_md="Find what the span holds and was not had, and make chunks of it: runs of their own.")
def plan() -> list[str]:
    from pipeline.discover.window import Window
    from pipeline.replay.backfill import plan
    from pipeline.stages import sources_of

    context, home = get_current_context(), Home.locate()
    params, run = context["params"], run_id(context)
    targets = listed(params["sources"], params["paths"])
    window = Window(moment(params["from"]), moment(params["to"]))
    with concluding("plan", "Next: each chunk by itself.", run=run) as facts:
        chunks = plan(home, run, params["kind"], targets, sources=sources_of(home), window=window)
        facts["chunks"] = len(chunks)
    return chunks


@task_group
def chunk(run: str) -> None:
    """One chunk: fetched, parsed and loaded by itself."""
    fetch(run) >> parse(run) >> load(run)


@task(
    doc_md="Fetch a chunk; of captures it only counts them.",
    map_index_template=SHARD_LABEL,
    outlets=[RAW],
    execution_timeout=timedelta(minutes=45),
    **FEW,
)
def fetch(run: str) -> dict[str, Any]:
    from pipeline import stages

    context, home = get_current_context(), Home.locate()
    where = _where(context, home, run)
    shards = Manifest.read(home, run).shards
    with concluding("fetch", "What failed is in captures, with its error.", **where) as facts:
        facts |= summed(stages.fetch(home, run, shard) for shard in shards)
    note_event(context, RAW, {**where, **facts})
    return facts


@task(doc_md="Make records of a chunk's documents.", map_index_template=SHARD_LABEL, **FEW)
def parse(run: str) -> dict[str, Any]:
    from pipeline import stages

    context, home = get_current_context(), Home.locate()
    where = _where(context, home, run)
    shards = Manifest.read(home, run).shards
    with concluding("parse", "What is no article is in rejects.", **where) as facts:
        facts |= summed(stages.parse(home, run, shard) for shard in shards)
    return facts


@task(
    doc_md="Load a chunk in one transaction; the schedule's loads go first.",
    map_index_template=SHARD_LABEL,
    outlets=[WAREHOUSE],
    **ONE_WRITER,
    **BEHIND,
)
def load(run: str) -> dict[str, Any]:
    from pipeline import stages

    context, home = get_current_context(), Home.locate()
    where = _where(context, home, run)
    with concluding("load", f"See: select * from runs where run = '{run}'.", **where) as facts:
        facts |= asdict(stages.load(home, run))
    note_event(context, WAREHOUSE, {**where, **facts})
    return facts


def _where(context: Context, home: Home, run: str) -> dict[str, str]:
    """Run and sources of a chunk, which also become its label in the UI."""
    number = run.removeprefix(run_id(context))
    source = sources_of(home, run, Manifest.read(home, run).shards[0])
    context["shard_label"] = f"{source} {number}"  # type: ignore[typeddict-unknown-key]  # ours
    return {"run": run, "shard": number, "source": source}
