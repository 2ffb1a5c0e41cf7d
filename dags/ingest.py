"""### News articles in, tables out

`discover` asks every source what it has and deals the documents into shards; `fetch` keeps every
response as it came; `parse` makes records of them; `load` writes one transaction into the
warehouse; `check` runs the checks; `publish` replaces the snapshot that everybody reads.

**A shard that fails** stops nobody: the others are loaded, checked and published, and `verdict`
then fails the run and names the shard. Clear the failed task (with *downstream*) to try it again.

**By hand**: trigger with the form. Sources and paths narrow what is read, *from* and *to* the days
of publication; *force* fetches again what is known to be unchanged. For a long past there is
`backfill`.
"""

from __future__ import annotations

import os
from datetime import timedelta

from airflow.sdk import (
    CronTriggerTimetable,
    DeadlineAlert,
    DeadlineReference,
    Param,
    SyncCallback,
    dag,
    task_group,
)
from broadsheet_dags.alerts import Tell
from broadsheet_dags.params import SOURCES, day, names
from broadsheet_dags.retries import DEFAULTS
from broadsheet_dags.tasks import check, discover, fetch, load, parse, publish, verdict

SCHEDULE = os.environ.get("BROADSHEET_SCHEDULE") or "17 * * * *"
LATE_MINUTES = float(os.environ.get("BROADSHEET_LATE_MINUTES") or 50)


@dag(
    schedule=CronTriggerTimetable(SCHEDULE, timezone="UTC"),
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULTS,
    dagrun_timeout=timedelta(hours=6),
    deadline=DeadlineAlert(
        reference=DeadlineReference.DAGRUN_QUEUED_AT,
        interval=timedelta(minutes=LATE_MINUTES),
        callback=SyncCallback(
            "broadsheet_dags.alerts.deadline_missed", kwargs={"minutes": LATE_MINUTES}
        ),
        name="an hourly run takes less than an hour",
    ),
    on_success_callback=[Tell("succeeded")],
    on_failure_callback=[Tell("failed")],
    params={
        "sources": SOURCES,
        "paths": names("Paths", "Files, folders, WARC files or addresses, one a line."),
        "from": day("From", "Only what was published on this day (UTC) or later."),
        "to": day("To", "Only what was published before this day (UTC)."),
        "force": Param(
            False,
            type="boolean",
            title="Force",
            description_md="Fetch again what is known to be unchanged.",
        ),
    },
    tags=["broadsheet", "news", "hourly"],
    description="Fetch or read articles, extract their fields, load and publish the tables.",
    doc_md=__doc__,
)
def ingest() -> None:
    @task_group
    def shard(name: str) -> None:
        """One shard of documents: fetched, then parsed."""
        fetch(name) >> parse(name)

    shard.expand(name=discover()) >> load() >> check() >> publish() >> verdict()


ingest()
