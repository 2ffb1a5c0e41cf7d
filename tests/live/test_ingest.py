"""``ingest`` in a real Airflow over the sample outlet, driven as a user would: by REST."""

from __future__ import annotations

import threading
from pathlib import Path

import duckdb
import pytest

from pipeline.sample.server import SampleServer
from tests.live.conftest import Instance, value
from tests.live.rest import eventually

pytestmark = [pytest.mark.live, pytest.mark.xdist_group("live-airflow"), pytest.mark.timeout(420)]


def test_the_tables_are_published(instance: Instance, first_run: str) -> None:
    states = instance.admin.states("ingest", first_run)
    assert set(states.values()) == {"success"}
    assert {"shard.fetch[0]", "shard.parse[0]", "load", "verdict"} <= set(states)
    assert _articles(instance.home) > 5
    labels = {t["rendered_map_index"] for t in instance.admin.tasks("ingest", first_run)}
    assert "alder-ledger 0000" in labels


def test_readers_go_on_while_a_second_run_loads(
    instance: Instance, first_run: str, outlet: SampleServer
) -> None:
    outlet.edition = 2  # an article has changed
    before = _build(instance.home)
    done, reads, failures = threading.Event(), [0], list[str]()

    def read() -> None:
        while not done.wait(0.02):
            try:
                assert _articles(instance.home) > 5
            except (duckdb.Error, AssertionError) as error:
                failures.append(repr(error))
            reads[0] += 1

    reader = threading.Thread(target=read)
    reader.start()
    try:
        run = instance.operator.trigger("ingest", sources=["alder-ledger"], force=True)
        assert instance.admin.wait("ingest", run, 240) == "success"
    finally:
        done.set()
        reader.join()
    assert reads[0] > 20
    assert failures == []
    assert _build(instance.home) != before


def test_the_last_line_of_each_stage_says_what_was_done(instance: Instance, first_run: str) -> None:
    for task in instance.admin.tasks("ingest", first_run):
        name = task["task_id"]
        log = instance.admin.log("ingest", first_run, name, map_index=task["map_index"])
        ours = [r for r in log if r.get("run") and r["event"].startswith(name.split(".")[-1] + ":")]
        assert len(ours) == 1, name
        if task["map_index"] >= 0:
            assert (ours[0]["source"], ours[0]["shard"]) == ("alder-ledger", "0000")


def test_metrics_go_through_airflows_own_channel(
    first_run: str, statsd: tuple[int, list[str]]
) -> None:
    wanted = ("fetch.responses", "parse.articles", "load.captures", "publish.articles")

    def missing() -> bool:
        return all(
            any(line.startswith(f"airflow.broadsheet.{name}:") for line in statsd[1])
            for name in wanted
        )

    eventually(missing, 30, f"metrics {wanted}")


def test_the_pool_has_one_slot(instance: Instance) -> None:
    assert instance.admin.get("pools/broadsheet_load")["slots"] == 1


def test_a_viewer_sees_and_only_an_operator_triggers(instance: Instance, first_run: str) -> None:
    assert instance.viewer.get(f"dags/ingest/dagRuns/{first_run}")["state"] == "success"
    body = {"logical_date": None, "conf": {}}
    assert instance.viewer.call("POST", "dags/ingest/dagRuns", json=body).status_code == 403
    assert instance.viewer.call("GET", "connections").status_code == 403


@pytest.mark.parametrize("conf", [{"sources": "alder-ledger"}, {"paths": [""]}, {"force": "yes"}])
def test_a_form_that_does_not_fit_is_refused(instance: Instance, conf: dict[str, object]) -> None:
    body = {"logical_date": None, "conf": conf}
    answer = instance.operator.call("POST", "dags/ingest/dagRuns", json=body)
    assert answer.status_code == 400, answer.text


def test_no_secret_is_in_a_log(instance: Instance, first_run: str) -> None:
    secrets = [f.read_text() for f in instance.folder.glob("*.secret")]
    secrets += [u.password for u in (instance.admin, instance.operator, instance.viewer)]
    assert len(secrets) == 5
    logs = [*instance.folder.rglob("*.log")]
    assert any("verdict" in str(log) for log in logs)
    for log in logs:
        text = log.read_text(errors="replace")
        assert not [secret for secret in secrets if secret in text], log


def _articles(home: Path) -> int:
    return int(value(home, "SELECT count(*) FROM articles"))


def _build(home: Path) -> str:
    return value(home, "SELECT build FROM snapshot")
