"""The six stages as tasks, and the verdict on a run. Each calls one function of ``pipeline``.

The functions are imported inside the tasks: the DAG processor's parse of a file must stay fast.
Between tasks go names of shards, counts and paths, never contents.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from airflow.sdk import Context, TriggerRule, get_current_context, task

from broadsheet_dags.alerts import send
from broadsheet_dags.assets import RAW, SNAPSHOT, WAREHOUSE
from broadsheet_dags.params import moment
from broadsheet_dags.report import conclude, note_event
from broadsheet_dags.runs import run_id, sources_of, task_states
from pipeline.settings import Home

# The pool is made by plugins/broadsheet_pool.py: the warehouse has one writer, and no reader by it.
ONE_WRITER: dict[str, Any] = {"pool": "broadsheet_load", "max_active_tis_per_dag": 1}
SHARD_LABEL = "{{ shard_label or task.op_args[0] }}"


@task(doc_md="Ask the sources what they have; returns the names of the run's shards.")
def discover() -> list[str]:
    from pipeline import stages

    context = get_current_context()
    params, run = context["params"], run_id(context)
    targets = [*params["sources"], *params["paths"]]
    shards = stages.discover(
        Home.locate(),
        run,
        targets,
        force=params["force"],
        since=moment(params["from"]),
        until=moment(params["to"]),
    )
    advice = "Next: fetch and parse." if shards else "No source has anything new."
    conclude("discover", advice, {"shards": len(shards)}, run=run)
    return shards


@task(
    doc_md="Fetch a shard's documents politely into one WARC file, every response as it came.",
    map_index_template=SHARD_LABEL,
    outlets=[RAW],
    execution_timeout=timedelta(minutes=45),
)
def fetch(shard: str) -> dict[str, Any]:
    from pipeline import stages

    context, home = get_current_context(), Home.locate()
    where = _where(context, home, shard)
    facts = asdict(stages.fetch(home, where["run"], shard))
    note_event(context, RAW, {**where, **facts})
    conclude("fetch", "What failed is in captures, with its error.", facts, **where)
    return facts


@task(
    doc_md="Make a record of every document of a shard: fields with evidence, or why not.",
    map_index_template=SHARD_LABEL,
)
def parse(shard: str) -> dict[str, Any]:
    from pipeline import stages

    home = Home.locate()
    where = _where(get_current_context(), home, shard)
    facts = asdict(stages.parse(home, where["run"], shard))
    conclude("parse", "What is no article is in rejects, with the reason.", facts, **where)
    return facts


@task(
    doc_md="Load the parts that exist in one transaction. Runs when every shard is done, failed "
    "ones too; one load at a time.",
    trigger_rule=TriggerRule.ALL_DONE,
    outlets=[WAREHOUSE],
    **ONE_WRITER,
)
def load() -> dict[str, Any]:
    from pipeline import stages

    context = get_current_context()
    run = run_id(context)
    facts = asdict(stages.load(Home.locate(), run))
    note_event(context, WAREHOUSE, {"run": run, **facts})
    conclude("load", f"See: select * from runs where run = '{run}'.", facts, run=run)
    return facts


@task(doc_md="Run the checks; a `-- fail` that finds rows keeps the old snapshot.", **ONE_WRITER)
def check() -> dict[str, Any]:
    from pipeline import stages

    run = run_id(get_current_context())
    found = stages.check(Home.locate(), run)
    facts = {
        "findings": len(found),
        "warnings": [f"{f.source or 'warehouse'}: {f.name}: {f.sample}" for f in found],
    }
    conclude("check", "Findings are in check_results.", facts, run=run)
    return facts


@task(
    doc_md="Replace the published snapshot; readers that are open keep the old one.",
    outlets=[SNAPSHOT],
    **ONE_WRITER,
)
def publish() -> dict[str, Any]:
    from pipeline import stages

    context, home = get_current_context(), Home.locate()
    report = stages.publish(home)
    facts = asdict(report) | {"path": str(report.path)}
    note_event(context, SNAPSHOT, {"run": run_id(context), **facts})
    for text in stages.alert(home):
        send(text)
    conclude("publish", f"Readers open {home.published}.", facts, run=run_id(context))
    return facts


@task(
    doc_md="Fail the run if any of its tasks failed, though the rest is loaded and published.",
    trigger_rule=TriggerRule.ALL_DONE,
    retries=0,
)
def verdict() -> None:
    from airflow.sdk.exceptions import AirflowFailException

    context = get_current_context()
    failed = sorted(name for name, state in task_states(context).items() if state == "failed")
    if failed:
        raise AirflowFailException(
            f"failed: {', '.join(failed)}; what did not fail is loaded. Read their logs, mend the "
            "cause, then clear them with their downstream."
        )
    conclude("verdict", "Every task succeeded.", {}, run=run_id(context))


def _where(context: Context, home: Home, shard: str) -> dict[str, str]:
    """Run, shard and sources of a mapped task, which also become its label in the UI."""
    run = run_id(context)
    source = sources_of(home, run, shard)
    context["shard_label"] = f"{source} {shard}"  # type: ignore[typeddict-unknown-key]  # ours
    return {"run": run, "shard": shard, "source": source}
