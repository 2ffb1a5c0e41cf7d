"""### The past, in chunks

`plan` finds what the span holds and was not had yet, and makes chunks of it, each a run of its own;
every chunk is fetched, parsed and loaded by itself, in the same one-slot pool as the hourly loads,
which go first. `check` and `publish` follow once. Ask again, and what is left is done.

- **captures**: what was fetched in the span and is not in the warehouse (one that was lost, or
  parts that failed).
- **sitemaps**: what sitemaps say was changed in the span and was never had. A feed has no past: it
  lists what is new now.
- **archives**: WARC files, named under *Paths*; the span is not asked.

**How much at once**: the slots of the pool `broadsheet_backfill` (*Admin*, *Pools*).
"""

from __future__ import annotations

from datetime import timedelta

from airflow.sdk import Param, chain, dag
from broadsheet_dags.alerts import Tell
from broadsheet_dags.backfilling import chunk, plan
from broadsheet_dags.params import SOURCES, day, names
from broadsheet_dags.retries import DEFAULTS
from broadsheet_dags.tasks import check, publish, verdict


@dag(
    schedule=None,
    catchup=False,
    max_active_runs=1,
    default_args=DEFAULTS,
    dagrun_timeout=timedelta(days=14),
    on_success_callback=[Tell("succeeded")],
    on_failure_callback=[Tell("failed")],
    params={
        "kind": Param(
            "captures",
            type="string",
            enum=["captures", "sitemaps", "archives"],
            title="Kind",
            description_md="What is gone through. A feed has no past.",
        ),
        "from": day("From", "This day and later (UTC). Empty: from the beginning."),
        "to": day("To", "Before this day (UTC). Empty: until now."),
        "sources": SOURCES,
        "paths": names("Paths", "WARC files, or folders of them, one a line: for archives."),
    },
    tags=["broadsheet", "news", "by hand"],
    description="Load captures, sitemaps or WARC archives of the past, beside the schedule.",
    doc_md=__doc__,
)
def backfill() -> None:
    chain(chunk.expand(run=plan()), check.override(trigger_rule="all_done")(), publish(), verdict())


backfill()
