"""The webhook, over a real HTTP server."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

pytestmark = [pytest.mark.airflow, pytest.mark.xdist_group("dag-files")]
TOKEN = "token-of-this-test"


class Hook(HTTPServer):
    """Takes POSTs and keeps them; ``status`` is what it answers."""

    status = 200

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.posts: list[tuple[str | None, object]] = []


class _Handler(BaseHTTPRequestHandler):
    server: Hook

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.posts.append((self.headers["Authorization"], body))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet."""


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hook]:
    """A server that the connection ``broadsheet_webhook`` names."""
    with Hook() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        address = f"http://127.0.0.1:{server.server_address[1]}/alerts"
        connection = {"conn_type": "http", "host": address, "password": TOKEN}
        monkeypatch.setenv("AIRFLOW_CONN_BROADSHEET_WEBHOOK", json.dumps(connection))
        yield server
        server.shutdown()
        thread.join()


def test_a_late_run_is_told_with_the_token(hook: Hook) -> None:
    from broadsheet_dags.alerts import deadline_missed

    deadline_missed({"dag_run": {"dag_id": "ingest", "dag_run_id": "hourly-1"}}, minutes=50)
    text = "ingest is late: run hourly-1 is not done in 50 min"
    assert hook.posts == [(f"Bearer {TOKEN}", {"text": text})]


def test_a_hook_that_fails_fails_nothing_and_tells_no_secret(
    hook: Hook, capfd: pytest.CaptureFixture[str]
) -> None:
    from broadsheet_dags.alerts import send

    hook.status = 500
    send("ingest failed")
    said = "".join(capfd.readouterr())
    assert len(hook.posts) == 1
    assert TOKEN not in said


def test_without_a_connection_only_the_log_is_told() -> None:
    from broadsheet_dags.alerts import send

    send("ingest succeeded")
