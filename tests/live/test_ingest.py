"""``ingest`` in a real Airflow over the sample outlet, driven as a user would: by REST."""

from __future__ import annotations

import threading
from pathlib import Path

import duckdb
import pytest

from pipeline.sample.server import SampleServer
from pipeline.settings import Home
from tests.hook import Hook
from tests.live.conftest import TOKEN
from tests.live.rest import eventually
from tests.live.rules import value
from tests.live.running import Instance

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
        name, index = task["task_id"], task["map_index"]
        log = instance.admin.log("ingest", first_run, name, map_index=index)
        stage = name.split(".")[-1]
        said = [at for at, record in enumerate(log) if record["event"].startswith(stage + ":")]
        assert len(said) == 1, name
        assert not [record for record in log[said[0] :] if record.get("level") == "error"]
        line = log[said[0]]
        assert line["run"], name
        if index >= 0:
            assert (line["source"], line["shard"]) == ("alder-ledger", "0000")


def test_every_record_of_a_task_says_run_source_and_shard(
    instance: Instance, first_run: str
) -> None:
    log = instance.admin.log("ingest", first_run, "shard.fetch", map_index=0)
    ours = [r for r in log if str(r.get("logger", "")).startswith(("pipeline", "broadsheet"))]
    assert ours
    assert {(r["source"], r["shard"]) for r in ours} == {("alder-ledger", "0000")}


def test_events_of_the_assets_carry_counts(instance: Instance, first_run: str) -> None:
    found = instance.admin.get("assets/events", source_dag_id="ingest", limit=100)["asset_events"]
    extra = {e["name"]: e["extra"] for e in found if e["source_run_id"] == first_run}
    assert extra["broadsheet_raw"]["responses"] > 5
    assert extra["broadsheet_raw"]["source"] == "alder-ledger"
    assert extra["broadsheet_warehouse"]["articles_new"] > 5
    assert extra["broadsheet"]["articles"] == extra["broadsheet_warehouse"]["articles_new"]
    assert len({e["run"] for e in extra.values()}) == 1


def test_success_and_lateness_are_told(instance: Instance, first_run: str, hook: Hook) -> None:
    for line in (f"ingest succeeded: run {first_run}", f"ingest is late: run {first_run} is not"):
        eventually(lambda line=line: [p for p in hook.posts if line in p[1]["text"]], 60, line)
    assert {token for token, _ in hook.posts} == {f"Bearer {TOKEN}"}


def test_a_shard_that_fails_fails_the_run_and_stops_no_other(
    instance: Instance, first_run: str, hook: Hook
) -> None:
    damaged = Home(instance.home).learned / "saved-articles" / "1.json"
    damaged.parent.mkdir(parents=True)
    damaged.write_text("{")
    sources = ["alder-ledger", "saved-articles"]
    run = instance.operator.trigger("ingest", sources=sources, force=True)
    assert instance.admin.wait("ingest", run, 240) == "failed"
    states = instance.admin.states("ingest", run)
    failed = {task for task, state in states.items() if state == "failed"}
    (shard,) = failed - {"verdict"}
    assert shard.startswith("shard.parse[")
    assert {states[task] for task in ("load", "check", "publish")} == {"success"}
    assert len({t for t, state in states.items() if state == "success" and "parse" in t}) > 0
    tasks = instance.admin.tasks("ingest", run)
    assert {t["try_number"] for t in tasks} == {1}  # the same input gives the same error
    line = shard.replace("[", "_").rstrip("]") + "; what did not fail is loaded"
    assert line in str(instance.admin.log("ingest", run, "verdict"))
    (broken,) = [t for t in tasks if t["state"] == "failed" and t["task_id"] == "shard.parse"]
    log = instance.admin.log("ingest", run, "shard.parse", map_index=broken["map_index"])
    assert "remove it and run learn again" in str(log)
    eventually(
        lambda: [p for p in hook.posts if f"ingest failed: run {run}" in p[1]["text"]], 60, "told"
    )

    damaged.unlink()  # the cause is mended: clear what failed, and what follows
    again = {
        "dag_run_id": run,
        "only_failed": False,
        "include_downstream": True,
        "dry_run": False,
        "task_ids": [["shard.parse", broken["map_index"]], "load", "check", "publish", "verdict"],
    }
    assert instance.operator.call("POST", "dags/ingest/clearTaskInstances", json=again).ok
    eventually(lambda: instance.admin.states("ingest", run)["verdict"] != "failed", 60, "cleared")
    assert instance.admin.wait("ingest", run, 240) == "success"
    found = value(instance.home, "SELECT count(*) FROM articles WHERE source = 'saved-articles'")
    assert int(found) > 0


def test_metrics_go_through_airflows_own_channel(
    first_run: str, statsd: tuple[int, list[str]]
) -> None:
    wanted = (
        "fetch.responses",
        "fetch.bytes",
        "parse.articles",
        "parse.duration",
        "load.captures",
        "publish.articles",
        "publish.lag",
    )

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


def test_no_secret_is_in_a_log_or_a_parameter(instance: Instance, first_run: str) -> None:
    secrets = [f.read_text() for f in instance.folder.glob("*.secret")]
    secrets += [u.password for u in (instance.admin, instance.operator, instance.viewer)]
    secrets.append(TOKEN)
    assert len(secrets) == 6
    logs = [*instance.folder.rglob("*.log")]
    assert any("verdict" in str(log) for log in logs)
    for log in logs:
        text = log.read_text(errors="replace")
        assert not [secret for secret in secrets if secret in text], log
    run = instance.admin.get(f"dags/ingest/dagRuns/{first_run}")
    details = instance.admin.get("dags/ingest/details")
    told = str([run, details, instance.admin.tasks("ingest", first_run)])
    assert not [secret for secret in secrets if secret in told]


def _articles(home: Path) -> int:
    return int(value(home, "SELECT count(*) FROM articles"))


def _build(home: Path) -> str:
    return value(home, "SELECT build FROM snapshot")
