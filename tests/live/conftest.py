"""One real Airflow for all live tests: starting it is what costs."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from pipeline.commands.demo import add_sample_sources
from pipeline.sample.server import SampleServer, serve
from pipeline.settings import Home
from tests.hook import Hook, listening
from tests.live.running import Instance, running

TOKEN = "token-of-the-webhook"


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
    settings = {
        "AIRFLOW__METRICS__STATSD_ON": "true",
        "AIRFLOW__METRICS__STATSD_HOST": "127.0.0.1",
        "AIRFLOW__METRICS__STATSD_PORT": str(statsd[0]),
        "BROADSHEET_LATE_MINUTES": "0.05",
        "AIRFLOW_CONN_BROADSHEET_WEBHOOK": hook.connection(TOKEN),
    }
    with running(folder, home, settings) as airflow:
        yield airflow


@pytest.fixture(scope="session")
def first_run(instance: Instance) -> str:
    """A run of ``ingest`` that the operator started and that succeeded."""
    run = instance.operator.trigger("ingest", sources=["alder-ledger"])
    state = instance.admin.wait("ingest", run, 240)
    assert state == "success", instance.admin.states("ingest", run)
    return run
