"""Airflow as ``make airflow`` starts it, for as long as a block runs."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import psutil

from scripts.airflow_standalone import free_port
from tests.live.rest import Airflow, eventually, schedule_at_rest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "airflow_standalone.py"
DOCUMENTS_A_SHARD = 8


@dataclass(frozen=True)
class Instance:
    """A running ``make airflow``: its process, what it prints, and its users' clients."""

    process: subprocess.Popen[str]
    folder: Path
    home: Path
    address: str
    admin: Airflow
    operator: Airflow
    viewer: Airflow


@contextmanager
def running(folder: Path, home: Path, settings: Mapping[str, str]) -> Iterator[Instance]:
    """Airflow in ``folder`` over the home ``home``, on a free port, once it knows a DAG.

    Its schedule rests; ``settings`` are further variables of its environment.
    """
    port = free_port()
    command = [sys.executable, str(SCRIPT), "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--airflow-home", str(folder), "--home", str(home)],
        env=_clean_environment() | settings,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        # It prints an empty line once it answers, and ends its output if it does not.
        said = list(takewhile(lambda line: line != "\n", process.stdout))
        passwords = json.loads((folder / "passwords.json").read_text())
        address = f"http://localhost:{port}"
        users = {user: Airflow(address, user, passwords[user]) for user in passwords}
        admin = users["admin"]
        eventually(
            lambda: admin.get("dags")["total_entries"] or None, 60, f"a DAG is known; {said}"
        )
        yield Instance(process, folder, home, address, **users)
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert not _processes_of(folder)


def _clean_environment() -> dict[str, str]:
    """This process's environment without what other tests set for Airflow."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("AIRFLOW")}
    return env | {
        "AIRFLOW__SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "0.2",
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "false",
        "BROADSHEET_SHARD_DOCUMENTS": str(DOCUMENTS_A_SHARD),
        "BROADSHEET_SCHEDULE": schedule_at_rest(),
    }


def _processes_of(folder: Path) -> list[psutil.Process]:
    """The processes whose Airflow lives in ``folder``."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get("AIRFLOW_HOME") == str(folder):
                found.append(process)
        except (psutil.Error, OSError):
            continue
    return found
