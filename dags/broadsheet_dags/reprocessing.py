"""The tasks of ``reprocess``: each calls one function of ``pipeline.replay.reprocess``."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from urllib.parse import urlsplit

from airflow.sdk import TriggerRule, get_current_context, task
from airflow.sdk.configuration import conf

from broadsheet_dags.alerts import Tell
from broadsheet_dags.approval import Approval
from broadsheet_dags.assets import WAREHOUSE
from broadsheet_dags.params import listed, moment
from broadsheet_dags.report import concluding, note_event
from broadsheet_dags.runs import run_id, task_states
from broadsheet_dags.tasks import ONE_WRITER
from pipeline.settings import Home

PAGE = "/broadsheet/reprocess/"  # where plugins/broadsheet_page.py shows reports


@task(
    doc_md="Copy the warehouse, choose the captures to read again, and deal them into shards.",
    **ONE_WRITER,
)
def choose() -> list[str]:
    from pipeline.replay.reprocess import choose

    context = get_current_context()
    params, run = context["params"], run_id(context)
    since, sources = moment(params["since"]), listed(params["sources"])
    with concluding("choose", "Next: parse.", run=run) as facts:
        shards = choose(Home.locate(), run, since=since, sources=sources)
        facts["shards"] = len(shards)
    return shards


@task(doc_md="Load the result into the copy, and report by source and field what it changes.")
def compare() -> dict[str, Any]:
    from pipeline.replay.reprocess import compare

    home, run = Home.locate(), run_id(get_current_context())
    page = f"{urlsplit(conf.get('api', 'base_url', fallback='')).path.rstrip('/')}{PAGE}{run}"
    with concluding("compare", f"Examples are on the page {page}.", run=run) as facts:
        report = compare(home, run)
        facts["captures"], facts["readings"] = report.captures, report.readings
        facts["articles"] = report.articles
    return {"headline": report.headline, "summary": report.markdown(), "page": page}


def approve() -> Approval:
    """Ask for approval, with the summary of ``compare``."""
    return Approval(
        task_id="approve",
        subject="{{ ti.xcom_pull(task_ids='compare')['headline'] }}. Load and publish it?",
        body="{{ ti.xcom_pull(task_ids='compare')['summary'] }}\n\n"
        "[Examples of each]({{ ti.xcom_pull(task_ids='compare')['page'] }})",
        notifiers=[Tell("waits for approval")],
        doc_md="Wait for a person's approval; a refusal, or none in time, drops the result.",
    )


@task(doc_md="Load what was approved.", outlets=[WAREHOUSE], **ONE_WRITER)
def load() -> dict[str, Any]:
    from pipeline.replay.reprocess import accept

    context = get_current_context()
    run = run_id(context)
    with concluding("load", f"`broadsheet undo {run}` takes it out again.", run=run) as facts:
        facts |= asdict(accept(Home.locate(), run))
    note_event(context, WAREHOUSE, facts)
    return facts


@task(
    doc_md="Drop what was refused, and what nobody approved in time.",
    trigger_rule=TriggerRule.ALL_DONE,
)
def settle() -> None:
    from pipeline.replay.reprocess import drop

    context = get_current_context()
    run = run_id(context)
    with concluding("settle", "What was refused is dropped.", run=run) as facts:
        if task_states(context)["load"] == "skipped":
            drop(Home.locate(), run)
            facts["dropped"] = 1
