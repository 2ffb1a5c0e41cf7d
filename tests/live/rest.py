"""A client of Airflow's REST API, and the wait for what it says."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeVar

import requests

T = TypeVar("T")
PATIENCE = 120  # seconds for an answer: the machine may have much else to do


def eventually(look: Callable[[], T | None], seconds: float, what: str) -> T:
    """The first answer of ``look`` that is not None or empty; fails after ``seconds``."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if answer := look():
            return answer
        time.sleep(0.2)
    raise AssertionError(f"not within {seconds} s: {what}")


def schedule_at_rest() -> str:
    """A schedule that does not start anything within the next 50 minutes."""
    return f"{(datetime.now(UTC).minute - 10) % 60} * * * *"


class Airflow:
    """Airflow at ``address`` as one of its users sees it."""

    def __init__(self, address: str, user: str, password: str) -> None:
        self.address, self.password = address, password
        self.session = requests.Session()
        token = self.session.post(
            f"{address}/auth/token", json={"username": user, "password": password}, timeout=PATIENCE
        )
        token.raise_for_status()
        self.session.headers["Authorization"] = f"Bearer {token.json()['access_token']}"

    def call(self, method: str, path: str, **kwargs: Any) -> requests.Response:
        """Any call below ``/api/v2``, whatever it answers."""
        return self.session.request(
            method, f"{self.address}/api/v2/{path}", timeout=PATIENCE, **kwargs
        )

    def get(self, path: str, **params: Any) -> Any:
        answer = self.call("GET", path, params=params)
        answer.raise_for_status()
        return answer.json()

    def trigger(self, dag: str, **conf: Any) -> str:
        """Start a run with the form's fields ``conf``; return its id."""
        answer = self.call("POST", f"dags/{dag}/dagRuns", json={"logical_date": None, "conf": conf})
        assert answer.ok, answer.text
        run_id: str = answer.json()["dag_run_id"]
        return run_id

    def wait(self, dag: str, run: str, seconds: float = 120) -> str:
        """The state in which a run ended."""

        def ended() -> str | None:
            state: str = self.get(f"dags/{dag}/dagRuns/{run}")["state"]
            return state if state in ("success", "failed") else None

        return eventually(ended, seconds, f"the end of {dag} {run}: {self.states(dag, run)}")

    def tasks(self, dag: str, run: str) -> list[dict[str, Any]]:
        """The task instances of a run."""
        answer = self.get(f"dags/{dag}/dagRuns/{run}/taskInstances", limit=200)
        instances: list[dict[str, Any]] = answer["task_instances"]
        return instances

    def states(self, dag: str, run: str) -> dict[str, str]:
        """State by task, mapped ones as ``shard.fetch[0]``."""
        return {
            t["task_id"] + (f"[{t['map_index']}]" if t["map_index"] >= 0 else ""): t["state"]
            for t in self.tasks(dag, run)
        }

    def log(self, dag: str, run: str, task: str, *, map_index: int = -1, attempt: int = 1) -> Any:
        """A task's log as records."""
        path = f"dags/{dag}/dagRuns/{run}/taskInstances/{task}/logs/{attempt}"
        return self.get(path, map_index=map_index, full_content=True)["content"]
