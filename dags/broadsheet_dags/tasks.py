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
from broadsheet_dags.params import listed, moment
from broadsheet_dags.report import concluding, note_event
from broadsheet_dags.runs import run_id, sources_of, task_states
from pipeline.errors import ConfigurationError
from pipeline.settings import Home

# The pool is made by plugins/broadsheet_pool.py: the warehouse has one writer, and no reader by it.
ONE_WRITER: dict[str, Any] = {"pool": "broadsheet_load", "max_active_tis_per_dag": 1}
SHARD_LABEL = "{{ shard_label or task.op_args[0] }}"


@task(doc_md="Ask the sources what they have; returns the names of the run's shards.")
def discover() -> list[str]:
    from pipeline import stages

    context = get_current_context()
    params, run = context["params"], run_id(context)
    if context["dag_run"].run_type == "backfill":
        raise ConfigurationError(
            "ingest reads what is new now, whatever day Airflow's own backfill is given: a feed "
            "has no past; trigger the DAG backfill"
        )
    with concluding("discover", "Next: fetch and parse.", run=run) as facts:
        shards = stages.discover(
            Home.locate(),
            run,
            listed(params["sources"], params["paths"]),
            force=params["force"],
            since=moment(params["from"]),
            until=moment(params["to"]),
        )
        facts["shards"] = len(shards)
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
    with concluding("fetch", "What failed is in captures, with its error.", **where) as facts:
        facts |= asdict(stages.fetch(home, where["run"], shard))
    note_event(context, RAW, {**where, **facts})
    return facts


@task(
    doc_md="Make a record of every document of a shard: fields with evidence, or why not.",
    map_index_template=SHARD_LABEL,
)
def parse(shard: str) -> dict[str, Any]:
    from pipeline import stages

    home = Home.locate()
    where = _where(get_current_context(), home, shard)
    with concluding("parse", "What is no article is in rejects.", **where) as facts:
        facts |= asdict(stages.parse(home, where["run"], shard))
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
    with concluding("load", f"See: select * from runs where run = '{run}'.", run=run) as facts:
        facts |= asdict(stages.load(Home.locate(), run))
    note_event(context, WAREHOUSE, facts)
    return facts


@task(doc_md="Run the checks; a `-- fail` that finds rows keeps the old snapshot.", **ONE_WRITER)
def check() -> dict[str, Any]:
    from pipeline import stages

    run = run_id(get_current_context())
    with concluding("check", "Findings are in check_results.", run=run) as facts:
        found = stages.check(Home.locate(), run)
        facts["findings"] = len(found)
        facts["warnings"] = [f"{f.source or 'warehouse'}: {f.name}: {f.sample}" for f in found]
    return facts


@task(
    doc_md="Replace the published snapshot; readers that are open keep the old one.",
    outlets=[SNAPSHOT],
    **ONE_WRITER,
)
def publish() -> dict[str, Any]:
    from pipeline import stages
    from pipeline.load.lag import lag

    context, home = get_current_context(), Home.locate()
    run = run_id(context)
    with concluding("publish", f"Readers open {home.published}.", run=run) as facts:
        report = stages.publish(home)
        facts |= asdict(report) | {"path": str(report.path)}
        if (seconds := lag(home, run)) is not None:
            facts["lag"] = seconds
    note_event(context, SNAPSHOT, {"run": run, **facts})
    for text in stages.alert(home):
        send(text)
    return facts


@task(
    doc_md="Fail the run if any of its tasks failed, though the rest is loaded and published.",
    trigger_rule=TriggerRule.ALL_DONE,
    retries=0,
)
def verdict() -> None:
    from airflow.sdk.exceptions import AirflowFailException

    context = get_current_context()
    with concluding("verdict", "Every task succeeded.", run=run_id(context)):
        states = task_states(context)
        failed = sorted(name for name, state in states.items() if state == "failed")
        if failed:
            raise AirflowFailException(
                f"failed: {', '.join(failed)}; what did not fail is loaded. Read their logs, mend "
                "the cause, then clear them with their downstream."
            )


def _where(context: Context, home: Home, shard: str) -> dict[str, str]:
    """Run, shard and sources of a mapped task, which also become its label in the UI."""
    run = run_id(context)
    source = sources_of(home, run, shard)
    context["shard_label"] = f"{source} {shard}"  # type: ignore[typeddict-unknown-key]  # ours
    return {"run": run, "shard": shard, "source": source}
