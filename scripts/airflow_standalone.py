"""Run Airflow on this machine with Broadsheet's DAGs: what ``make airflow`` starts.

Everything Airflow keeps lies in one folder (``.airflow/``): its SQLite database, logs, settings
and passwords, which are made on the first start and differ on every machine. Airflow runs as the
leader of a session of its own, and ending the session ends all of its processes: some of them
outlive a polite signal to their parent.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
USERS = {"admin": "admin", "operator": "op", "viewer": "viewer"}  # name: role
START_SECONDS = 480


def passwords(airflow_home: Path) -> dict[str, str]:
    """The users' passwords, made on first use and kept where only the owner can read them."""
    path = airflow_home / "passwords.json"
    with suppress(FileNotFoundError):
        known: dict[str, str] = json.loads(path.read_text())
        if known.keys() >= USERS.keys():
            return known
    made = {user: secrets.token_urlsafe(12) for user in USERS}
    _write_private(path, json.dumps(made))
    return made


def _secret(airflow_home: Path, name: str) -> str:
    path = airflow_home / f"{name}.secret"
    if not path.exists():
        _write_private(path, secrets.token_urlsafe(64))
    return path.read_text()


def _write_private(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(content)


def environment(airflow_home: Path, home: Path, port: int) -> dict[str, str]:
    """The environment of every Airflow process: this checkout's DAGs, one folder for all state."""
    settings = {
        "CORE__DAGS_FOLDER": ROOT / "dags",
        "CORE__PLUGINS_FOLDER": ROOT / "plugins",
        "CORE__LOAD_EXAMPLES": False,
        # At the default of 32 as many workers start, and SQLite answers "database is locked".
        "CORE__PARALLELISM": 4,
        "CORE__EXECUTION_API_SERVER_URL": f"http://localhost:{port}/execution/",
        "CORE__SIMPLE_AUTH_MANAGER_USERS": ",".join(f"{u}:{role}" for u, role in USERS.items()),
        "CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": airflow_home / "passwords.json",
        "API__HOST": "127.0.0.1",
        "API__PORT": port,
        "API__BASE_URL": f"http://localhost:{port}",
        "API__SECRET_KEY": _secret(airflow_home, "session"),
        "API_AUTH__JWT_SECRET": _secret(airflow_home, "jwt"),
        # Their defaults are fixed ports, and a second Airflow on the machine has them.
        "LOGGING__WORKER_LOG_SERVER_PORT": free_port(),
        "LOGGING__TRIGGER_LOG_SERVER_PORT": free_port(),
    }
    given = dict(os.environ)
    made = {f"AIRFLOW__{name}": str(value) for name, value in settings.items()}
    # What the caller says in the environment wins over what this script would choose.
    return made | given | {"AIRFLOW_HOME": str(airflow_home), "BROADSHEET_HOME": str(home)}


def free_port() -> int:
    """A port of the loopback interface that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def refuse_busy_port(port: int) -> None:
    """Exit with the remedy when somebody listens on ``port``."""
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise SystemExit(f"port {port} is taken: stop what listens there, or give --port")


def session_processes(session: int) -> list[psutil.Process]:
    """The live processes of a session."""
    found = []
    for process in psutil.process_iter():
        with suppress(ProcessLookupError, PermissionError, psutil.Error):
            if os.getsid(process.pid) == session and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
    return found


def end_session(session: int, patience: float = 5) -> None:
    """Ask every process of a session to end, and kill those that are there after ``patience``."""
    for process in session_processes(session):
        with suppress(psutil.Error):
            process.terminate()
    deadline = time.monotonic() + patience
    while session_processes(session) and time.monotonic() < deadline:
        time.sleep(0.2)
    while left := session_processes(session):
        for process in left:
            with suppress(psutil.Error):
                process.kill()
        time.sleep(0.1)


def healthy(port: int) -> bool:
    """Whether the API answers and scheduler and DAG processor have reported to it."""
    try:
        with urllib.request.urlopen(
            f"http://localhost:{port}/api/v2/monitor/health", timeout=5
        ) as answer:
            health: Mapping[str, Mapping[str, str]] = json.load(answer)
    except (OSError, urllib.error.URLError, ValueError):
        return False
    parts = ("metadatabase", "scheduler", "dag_processor")
    return all(health.get(part, {}).get("status") == "healthy" for part in parts)


def start(airflow_home: Path, env: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start ``airflow standalone`` as a session leader, its output in ``standalone.log``."""
    with (airflow_home / "standalone.log").open("ab") as log:
        return subprocess.Popen(
            [str(Path(sys.executable).with_name("airflow")), "standalone"],
            env={**env, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{env.get('PATH', '')}"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def wait_until_healthy(process: subprocess.Popen[bytes], port: int) -> None:
    """Return when Airflow is up; raise ``SystemExit`` when it ended or is too late."""
    deadline = time.monotonic() + START_SECONDS
    while not healthy(port):
        if process.poll() is not None:
            raise SystemExit(f"Airflow ended with code {process.returncode}; see standalone.log")
        if time.monotonic() > deadline:
            raise SystemExit(f"Airflow is not up after {START_SECONDS} s; see standalone.log")
        time.sleep(0.5)


def main() -> None:
    parser = argparse.ArgumentParser(description="Run Airflow with Broadsheet's DAGs.")
    parser.add_argument("--airflow-home", type=Path, default=ROOT / ".airflow")
    parser.add_argument("--home", type=Path, default=os.environ.get("BROADSHEET_HOME", "data"))
    parser.add_argument("--port", type=int, default=8080)
    arguments = parser.parse_args()
    refuse_busy_port(arguments.port)
    airflow_home = arguments.airflow_home.resolve()
    users = passwords(airflow_home)
    env = environment(airflow_home, arguments.home.resolve(), arguments.port)
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.default_int_handler)
    print("Starting Airflow; this takes about a minute. Ctrl-C ends it.", flush=True)
    process = start(airflow_home, env)
    try:
        wait_until_healthy(process, arguments.port)
        print(f"\n  address   http://localhost:{arguments.port}", flush=True)
        print(f"  user      admin\n  password  {users['admin']}", flush=True)
        print(f"  others    operator, viewer: {airflow_home / 'passwords.json'}", flush=True)
        print(f"  log       {airflow_home / 'standalone.log'}\n", flush=True)
        process.wait()
        raise SystemExit(f"Airflow ended with code {process.returncode}; see standalone.log")
    except KeyboardInterrupt:
        print("Stopping Airflow.", flush=True)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # a second Ctrl-C must not leave orphans
        end_session(process.pid)


if __name__ == "__main__":
    main()
