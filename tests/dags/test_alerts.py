"""The webhook, over a real HTTP server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.hook import Hook, listening

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
