"""Creates the pools of Broadsheet's DAGs wherever they run.

Airflow has no place in a DAG file to declare a pool, and a task whose pool does not exist is never
scheduled. So they are made when a scheduler starts; no step of an installation can forget them.
"""

from __future__ import annotations

import logging
import sys
from typing import Any

from airflow.listeners import hookimpl
from airflow.plugins_manager import AirflowPlugin

POOL = "broadsheet_load"
BACKFILL, BACKFILL_SLOTS = "broadsheet_backfill", 2
log = logging.getLogger(__name__)


@hookimpl
def on_starting(component: Any) -> None:
    """Create the pools when a long-lived process starts (not a task: that has no database)."""
    from airflow.jobs.job import Job

    if isinstance(component, Job):
        create_pools()


def create_pools() -> None:
    """Create what is missing. The loads' pool is set back to one slot, the other one's width is
    its owner's to choose.
    """
    from airflow.models.pool import Pool

    _create(POOL, 1, "One slot: DuckDB has one writer.")
    if Pool.get_pool(BACKFILL) is None:
        _create(BACKFILL, BACKFILL_SLOTS, "How much a backfill does at once.")


def _create(name: str, slots: int, description: str) -> None:
    from airflow.models.pool import Pool
    from sqlalchemy.exc import IntegrityError

    try:
        Pool.create_or_update_pool(name, slots, description, include_deferred=False)
    except IntegrityError:
        log.info("pool %s was made by another process in this moment", name)


class BroadsheetPool(AirflowPlugin):
    """Registers this module as a listener."""

    name = "broadsheet_pool"
    listeners = (sys.modules[__name__],)
