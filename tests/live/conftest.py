"""One real Airflow for all live tests: starting it is what costs."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import duckdb
import psutil
import pytest

from pipeline.commands.demo import add_sample_sources
from pipeline.sample.server import SampleServer, serve
from pipeline.settings import Home
from scripts.airflow_standalone import free_port
from tests.hook import Hook, listening
from tests.live.rest import Airflow, eventually, schedule_at_rest

DOCUMENTS_A_SHARD = 8
TOKEN = "token-of-the-webhook"
SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "airflow_standalone.py"


@pytest.fixture(scope="session")
def outlet() -> Iterator[SampleServer]:
    """The sample outlet's web server."""
    with serve() as server:
        yield server


@pytest.fixture(scope="session")
def statsd() -> Iterator[tuple[int, list[str]]]:
    """A statsd port, and the lines that came to it."""
    lines: list[str] = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as receiver:
        receiver.bind(("127.0.0.1", 0))

        def receive() -> None:
            while data := receiver.recv(65536):
                lines.extend(data.decode().splitlines())

        port: int = receiver.getsockname()[1]
        thread = threading.Thread(target=receive, daemon=True)
        thread.start()
        yield port, lines
        receiver.sendto(b"", ("127.0.0.1", port))
        thread.join()


@pytest.fixture(scope="session")
def hook() -> Iterator[Hook]:
    """What is told by the webhook."""
    with listening() as server:
        yield server


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


@pytest.fixture(scope="session")
def instance(
    tmp_path_factory: pytest.TempPathFactory,
    outlet: SampleServer,
    statsd: tuple[int, list[str]],
    hook: Hook,
) -> Iterator[Instance]:
    """Airflow as ``make airflow`` starts it, on a free port, until the last live test is done."""
    folder, home = tmp_path_factory.mktemp("airflow"), tmp_path_factory.mktemp("home")
    add_sample_sources(Home(home), outlet.base)
    port = free_port()
    command = [sys.executable, str(SCRIPT), "--port", str(port)]
    process = subprocess.Popen(
        [*command, "--airflow-home", str(folder), "--home", str(home)],
        env=_clean_environment(statsd[0], hook),
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


@pytest.fixture(scope="session")
def first_run(instance: Instance) -> str:
    """A run of ``ingest`` that the operator started and that succeeded."""
    run = instance.operator.trigger("ingest", sources=["alder-ledger"])
    state = instance.admin.wait("ingest", run, 240)
    assert state == "success", instance.admin.states("ingest", run)
    return run


def value(home: Path, sql: str) -> str:
    """The one value that a query of the snapshot gives, as text."""
    with duckdb.connect(
        str(home / "published" / "broadsheet.duckdb"), read_only=True
    ) as connection:
        row = connection.execute(sql).fetchone()
    assert row
    return str(row[0])


def _clean_environment(statsd_port: int, hook: Hook) -> dict[str, str]:
    """This process's environment without what other tests set for Airflow."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("AIRFLOW")}
    settings = {
        "METRICS__STATSD_ON": "true",
        "METRICS__STATSD_HOST": "127.0.0.1",
        "METRICS__STATSD_PORT": str(statsd_port),
        "SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "0.2",
        "CORE__DAGS_ARE_PAUSED_AT_CREATION": "false",
    }
    env |= {
        "BROADSHEET_SHARD_DOCUMENTS": str(DOCUMENTS_A_SHARD),
        "BROADSHEET_LATE_MINUTES": "0.05",
        "BROADSHEET_SCHEDULE": schedule_at_rest(),
        "AIRFLOW_CONN_BROADSHEET_WEBHOOK": hook.connection(TOKEN),
    }
    return env | {f"AIRFLOW__{name}": value for name, value in settings.items()}


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
