"""### Old captures through today's extractor

`choose` copies the warehouse and deals what was captured into shards; `parse` reads them with the
extractor of today; `compare` loads the result into the copy and reports, by source and field, how
many values change. `approve` then waits for a person: **Approve** loads and publishes the result,
**Reject**, or no answer in time, drops it. Nothing is fetched, and corrections by hand stay.

**By hand**: trigger with the form after rules or an outlet's overrides have changed.
"""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import Param, chain, dag
from broadsheet_dags.alerts import Tell
from broadsheet_dags.params import SOURCES, day
from broadsheet_dags.reprocessing import approve, choose, compare, load, settle
from broadsheet_dags.retries import DEFAULTS
from broadsheet_dags.tasks import check, parse, publish, verdict

MOST_HOURS = 14 * 24


@dag(
    schedule=None,
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULTS,
    dagrun_timeout=timedelta(hours=MOST_HOURS + 24),
    on_success_callback=[Tell("succeeded")],
    on_failure_callback=[Tell("failed")],
    params={
        "since": day(
            "Since", "Captures from then on, and all others of the same articles. Empty: all."
        ),
        "sources": SOURCES,
        "hours": Param(
            72,
            type="number",
            exclusiveMinimum=0,
            maximum=MOST_HOURS,
            title="Hours",
            description_md="How long approval is waited for; then the result is dropped.",
        ),
    },
    tags=["broadsheet", "news", "by hand"],
    description="Read old captures with today's extractor; show what changes; load it if approved.",
    doc_md=__doc__,
)
def reprocess() -> None:
    parsed = parse.expand(shard=choose())
    chain(parsed, compare(), approve(), load(), check(), publish(), settle(), verdict())


reprocess()
