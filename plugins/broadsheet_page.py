"""Broadsheet's page inside Airflow's UI, behind Airflow's login.

Airflow mounts a plugin's app without any guard, so the app carries Airflow's own dependency:
whoever may see the UI may read, nobody without a token, and there is nothing to write.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar
from urllib.parse import urlsplit

from airflow.api_fastapi.app import get_auth_manager
from airflow.api_fastapi.auth.managers.models.resource_details import (
    AccessView,
    DagAccessEntity,
    DagDetails,
)
from airflow.api_fastapi.core_api.security import GetUserDep, requires_access_view
from airflow.configuration import conf
from airflow.models.dagrun import DagRun
from airflow.models.taskinstance import TaskInstance
from airflow.plugins_manager import AirflowPlugin
from airflow.utils.session import create_session
from fastapi import Request
from sqlalchemy import select

from pipeline.page.app import Task, create_app
from pipeline.runs import scheduled_run_id
from pipeline.settings import Home

PREFIX = "/broadsheet"
UI = urlsplit(conf.get("api", "base_url", fallback="")).path.rstrip("/")
MOST_TASKS = 500

_may_see = requires_access_view(AccessView.WEBSITE)


def guard(request: Request, user: GetUserDep) -> None:
    """Refuse with 401 whoever is not logged in, with 403 whoever may not see the UI."""
    _may_see(request, user)
    request.state.reader = user


def tasks(request: Request, run: str) -> list[Task]:
    """The task instances behind a run of the pipeline, in the order in which they started.

    Empty where no DAG run made it, or one that the reader may not see.
    """
    try:
        second = datetime.strptime(run[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return []
    with create_session() as session:
        dag_runs = session.scalars(
            select(DagRun).where(
                DagRun.run_after >= second, DagRun.run_after < second + timedelta(seconds=1)
            )
        )
        dag_run = next((r for r in dag_runs if _run_of(r) == run), None)
        if dag_run is None or not _may_see_tasks(request, dag_run.dag_id):
            return []
        instances = session.scalars(
            select(TaskInstance)
            .where(TaskInstance.dag_id == dag_run.dag_id, TaskInstance.run_id == dag_run.run_id)
            .order_by(TaskInstance.start_date, TaskInstance.task_id, TaskInstance.map_index)
            .limit(MOST_TASKS)
        )
        return [_task(instance) for instance in instances]


def _run_of(dag_run: DagRun) -> str:
    return scheduled_run_id(dag_run.dag_id, dag_run.run_id, dag_run.run_after)


def _may_see_tasks(request: Request, dag: str) -> bool:
    return bool(
        get_auth_manager().is_authorized_dag(
            method="GET",
            access_entity=DagAccessEntity.TASK_INSTANCE,
            details=DagDetails(id=dag),
            user=request.state.reader,
        )
    )


def _task(instance: TaskInstance) -> Task:
    name, place = instance.task_id, ""
    if instance.map_index >= 0:
        label = instance.rendered_map_index or instance.map_index
        name, place = f"{name} [{label}]", f"/mapped/{instance.map_index}"
    return Task(
        name=name,
        state=instance.state,
        started=instance.start_date,
        seconds=instance.duration,
        log=f"{UI}/dags/{instance.dag_id}/runs/{instance.run_id}/tasks/{instance.task_id}{place}",
    )


class BroadsheetPage(AirflowPlugin):
    """The page, and its place in the navigation."""

    name = "broadsheet_page"
    fastapi_apps: ClassVar[list[dict[str, Any]]] = [
        {
            "app": create_app(Home.locate(), guard, framed=True, tasks=tasks),
            "url_prefix": PREFIX,
            "name": "Broadsheet",
        }
    ]
    external_views: ClassVar[list[dict[str, Any]]] = [
        {
            "name": "Broadsheet",
            "href": f"{UI}{PREFIX}/",
            "destination": "nav",
            "url_route": "broadsheet",
            "icon": f"{UI}{PREFIX}/static/icon.svg",
            "icon_dark_mode": f"{UI}{PREFIX}/static/icon-dark.svg",
            "nav_top_level": True,
        }
    ]
