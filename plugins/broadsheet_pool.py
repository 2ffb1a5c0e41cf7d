"""Creates the pool that keeps the warehouse to one writer, wherever Broadsheet's DAGs run.

Airflow has no place in a DAG file to declare a pool, and a task whose pool does not exist is never
scheduled. So the pool is made when a scheduler starts; no step of an installation can forget it.
"""

from __future__ import annotations

import logging
import sys
from typing import Any

from airflow.listeners import hookimpl
from airflow.plugins_manager import AirflowPlugin

POOL = "broadsheet_load"
log = logging.getLogger(__name__)


@hookimpl
def on_starting(component: Any) -> None:
    """Create the pool when a long-lived Airflow process starts (not a task: it has no database)."""
    from airflow.jobs.job import Job

    if isinstance(component, Job):
        create_pool()


def create_pool() -> None:
    """Create the pool of one slot, or set it back to one slot."""
    from airflow.models.pool import Pool
    from sqlalchemy.exc import IntegrityError

    try:
        Pool.create_or_update_pool(
            POOL, 1, "One slot: DuckDB has one writer.", include_deferred=False
        )
    except IntegrityError:
        log.info("pool %s was made by another process in this moment", POOL)


class BroadsheetPool(AirflowPlugin):
    """Registers this module as a listener."""

    name = "broadsheet_pool"
    listeners = (sys.modules[__name__],)
