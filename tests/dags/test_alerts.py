"""The webhook, over a real HTTP server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from email import message_from_string
from socketserver import StreamRequestHandler, ThreadingTCPServer

import pytest

from tests.hook import Hook, listening
from tests.serving import serving

pytestmark = [pytest.mark.airflow, pytest.mark.xdist_group("dag-files")]
TOKEN = "token-of-this-test"


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hook]:
    """A server that the connection ``broadsheet_webhook`` names."""
    with listening() as server:
        monkeypatch.setenv("AIRFLOW_CONN_BROADSHEET_WEBHOOK", server.connection(TOKEN))
        yield server


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


class _Mailbox(ThreadingTCPServer):
    """A mail server that keeps the letters it takes."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Postman)
        self.letters: list[str] = []


class _Postman(StreamRequestHandler):
    """As much of SMTP (RFC 5321) as a client without extensions needs."""

    server: _Mailbox

    def handle(self) -> None:
        self.wfile.write(b"220 mailbox\r\n")
        for line in self.rfile:
            verb = line[:4].upper()
            if verb == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                letter = b"".join(iter(self.rfile.readline, b".\r\n"))
                self.server.letters.append(letter.decode())
            self.wfile.write(b"221 bye\r\n" if verb == b"QUIT" else b"250 ok\r\n")
            if verb == b"QUIT":
                return


def test_a_mailbox_is_told_where_a_connection_names_one(monkeypatch: pytest.MonkeyPatch) -> None:
    from broadsheet_dags.alerts import send

    with serving(_Mailbox()) as server:
        extra = {
            "from_email": "broadsheet@example.org", "to": "desk@example.org",
            "disable_ssl": True, "disable_tls": True,
        }  # fmt: skip
        connection = {
            "conn_type": "smtp", "host": "127.0.0.1", "port": server.server_address[1],
            "extra": extra,
        }  # fmt: skip
        monkeypatch.setenv("AIRFLOW_CONN_BROADSHEET_MAIL", json.dumps(connection))
        send("ingest failed: run <hourly-1>\na second line")
        (letter,) = server.letters
    mail = message_from_string(letter)
    assert mail["To"] == "desk@example.org"
    assert mail["Subject"] == "Broadsheet: ingest failed: run <hourly-1>"
    bodies = [part.get_payload(decode=True) for part in mail.walk() if not part.is_multipart()]
    assert b"<pre>ingest failed: run &lt;hourly-1&gt;\na second line</pre>" in bodies
