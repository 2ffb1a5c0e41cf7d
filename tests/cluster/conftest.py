"""Airflow as it runs when one machine is not enough: PostgreSQL, Redis and Celery workers.

Everything is real, started here on free ports of the loopback interface and ended by process id.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from scripts.airflow_standalone import (
    end_session,
    environment,
    free_port,
    healthy,
    passwords,
    session_processes,
)
from tests.cluster.otlp import Collector, collecting
from tests.live.rest import Airflow, eventually, schedule_at_rest

DOCUMENTS_A_SHARD = 10
TASKS_A_WORKER = 2
BIN = Path(sys.executable).parent


@dataclass
class Cluster:
    """A running cluster; ``workers`` are the sessions of its Celery workers by name."""

    folder: Path
    home: Path
    env: Mapping[str, str]
    admin: Airflow
    collector: Collector
    sizes: Mapping[str, str]
    workers: dict[str, int] = field(default_factory=dict)

    def kill(self, worker: str) -> None:
        """``kill -9`` for the worker and all that it runs, as when its machine loses power."""
        for process in session_processes(self.workers.pop(worker)):
            with suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Airflow with the CeleryExecutor and two workers, ``w1`` and ``w2``."""
    folder, home = tmp_path_factory.mktemp("airflow"), tmp_path_factory.mktemp("home")
    with ExitStack() as running:
        postgres = running.enter_context(_postgres())
        redis = running.enter_context(_redis(tmp_path_factory.mktemp("redis")))
        port = free_port()
        users = passwords(folder)
        collector = running.enter_context(collecting())
        sizes = {"BROADSHEET_SHARD_DOCUMENTS": str(DOCUMENTS_A_SHARD)}
        env = {
            **environment(folder, home, port),
            **_celery_settings(postgres, redis),
            **_metrics_to(collector),
            **sizes,
            "BROADSHEET_SCHEDULE": schedule_at_rest(),
        }
        airflow = [str(BIN / "airflow")]
        subprocess.run([*airflow, "db", "migrate"], env=env, check=True, capture_output=True)
        for part in ("api-server", "scheduler", "dag-processor"):
            running.enter_context(_session([*airflow, part], env, folder / f"{part}.log"))
        workers = {
            name: running.enter_context(_worker(name, airflow, env, folder))
            for name in ("w1", "w2")
        }
        eventually(lambda: healthy(port), 240, f"Airflow is up; logs in {folder}")
        admin = Airflow(f"http://localhost:{port}", "admin", users["admin"])
        eventually(lambda: admin.get("dags")["total_entries"], 60, "a DAG is known")
        for name in workers:
            log = folder / f"{name}.log"
            eventually(lambda log=log: " ready." in log.read_text(), 120, f"{log}: worker ready")
        yield Cluster(folder, home, env, admin, collector, sizes, workers)


def _celery_settings(postgres: str, redis: str) -> dict[str, str]:
    settings = {
        "CORE__EXECUTOR": "CeleryExecutor",
        # No more than both workers' slots: what is queued is in nobody's hands for long.
        "CORE__PARALLELISM": str(2 * TASKS_A_WORKER),
        "CORE__DAGS_ARE_PAUSED_AT_CREATION": "false",
        "DATABASE__SQL_ALCHEMY_CONN": f"postgresql+psycopg2://{postgres}",
        "CELERY__RESULT_BACKEND": f"db+postgresql://{postgres}",
        "CELERY__BROKER_URL": redis,
        "CELERY__WORKER_CONCURRENCY": str(TASKS_A_WORKER),
        # A dead worker's tasks are found lost after half a minute and tried again elsewhere.
        "SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT": "20",
        "SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT_DETECTION_INTERVAL": "5",
        # One that it had taken but not begun goes back into the queue.
        "SCHEDULER__TASK_QUEUED_TIMEOUT": "90",
        "SCHEDULER__TASK_QUEUED_TIMEOUT_CHECK_INTERVAL": "5",
        "SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "0.2",
    }
    return {f"AIRFLOW__{name}": value for name, value in settings.items()}


def _metrics_to(collector: Collector) -> dict[str, str]:
    return {
        "AIRFLOW__METRICS__OTEL_ON": "true",
        "OTEL_EXPORTER_OTLP_ENDPOINT": collector.endpoint,
        "OTEL_EXPORTER_OTLP_PROTOCOL": "http/protobuf",
        "OTEL_METRIC_EXPORT_INTERVAL": "2000",
    }


@contextmanager
def _worker(name: str, airflow: list[str], env: Mapping[str, str], folder: Path) -> Iterator[int]:
    command = [*airflow, "celery", "worker", "--celery-hostname", f"{name}@%h"]
    ports = {"AIRFLOW__LOGGING__WORKER_LOG_SERVER_PORT": str(free_port())}
    with _session(command, {**env, **ports}, folder / f"{name}.log") as session:
        yield session


@contextmanager
def _session(command: list[str], env: Mapping[str, str], log: Path) -> Iterator[int]:
    """Run ``command`` as the leader of a session, all of which ends with the block."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, env=env, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        yield process.pid
    finally:
        end_session(process.pid)
        process.wait(10)


@contextmanager
def _postgres() -> Iterator[str]:
    """A PostgreSQL cluster of its own; yields ``user:password@host:port/database``."""
    binaries = max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: float(p.parent.name))
    owner = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
    as_owner = {"user": owner} if os.geteuid() == 0 else {}  # it refuses to run as root
    data = Path(tempfile.mkdtemp(prefix="broadsheet-postgres-"))  # pytest's folders are private
    try:
        shutil.chown(data, owner)
        (data / "password").write_text("of-this-test-alone")
        shutil.chown(data / "password", owner)
        cluster, port = data / "data", free_port()
        initdb = [binaries / "initdb", "-D", cluster, "-U", "airflow", "-A", "scram-sha-256"]
        subprocess.run(
            [*initdb, "--pwfile", str(data / "password"), "-E", "UTF8", "--locale", "C.UTF-8"],
            check=True,
            capture_output=True,
            cwd=data,
            **as_owner,
        )
        options = f"-p {port} -c listen_addresses=127.0.0.1 -k {data} -c fsync=off"
        control = [str(binaries / "pg_ctl"), "-D", str(cluster), "-w", "-l", str(data / "log")]
        subprocess.run(
            [*control, "-o", options, "start"],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=data,
            **as_owner,
        )
        try:
            yield f"airflow:of-this-test-alone@127.0.0.1:{port}/postgres"
        finally:
            subprocess.run(
                [*control, "-m", "immediate", "stop"],
                check=True,
                stdout=subprocess.DEVNULL,
                cwd=data,
                **as_owner,
            )
    finally:
        shutil.rmtree(data)


@contextmanager
def _redis(folder: Path) -> Iterator[str]:
    """A Redis server; yields its URL."""
    port = free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    with _session([*command, "--dir", str(folder)], os.environ, folder / "redis.log"):
        deadline = time.monotonic() + 20
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            assert time.monotonic() < deadline, (folder / "redis.log").read_text()
            time.sleep(0.1)
        yield f"redis://127.0.0.1:{port}/0"
