"""``reprocess`` in a real Airflow after an outlet's learned blocks have changed: approved by REST,
refused, and forgotten.
"""

from __future__ import annotations

import pytest
import requests

from tests.hook import Hook
from tests.live.rest import PATIENCE, eventually
from tests.live.rules import articles_with, blocks_of, learn
from tests.live.running import Instance

pytestmark = [pytest.mark.live, pytest.mark.xdist_group("live-airflow"), pytest.mark.timeout(420)]
SOURCE = "alder-ledger"


@pytest.fixture(scope="module")
def blocks(instance: Instance, first_run: str) -> list[str]:
    return blocks_of(instance.home, SOURCE)


def ask_for_approval(instance: Instance, **conf: object) -> tuple[str, str]:
    """Start ``reprocess`` and wait for its question; the run, and the address of the question.

    Airflow fails a task whose answer comes before its scheduler heard that the task has paused:
    no person is that quick, so the test waits for that, too.
    """
    run = instance.operator.trigger("reprocess", sources=[SOURCE], **conf)

    def waits() -> bool:
        return instance.admin.states("reprocess", run).get("approve") == "awaiting_input"

    eventually(waits, 120, "approve waits")
    heard = f"TaskInstance Finished: dag_id=reprocess, task_id=approve, run_id={run},"
    log = instance.folder / "standalone.log"
    eventually(lambda: heard in log.read_text("utf-8", "replace"), 60, "the scheduler knows")
    return run, f"dags/reprocess/dagRuns/{run}/taskInstances/approve/-1/hitlDetails"


def test_approved_it_is_loaded_and_published(
    instance: Instance, blocks: list[str], hook: Hook
) -> None:
    learn(instance.home, SOURCE, 1, blocks[0])
    before = articles_with(instance.home, blocks[0])
    run, question = ask_for_approval(instance)
    told = f"reprocess waits for approval: run {run}"
    eventually(lambda: [p for p in hook.posts if told in p[1]["text"]], 60, told)
    asked = instance.viewer.get(question)
    assert asked["subject"].endswith("Load and publish it?")
    assert f"| {SOURCE} | text |" in asked["body"]
    assert blocks[0][:30] not in asked["body"]  # numbers, not contents
    link = asked["body"].rpartition("](")[2].rstrip(")")
    report = instance.viewer.session.get(instance.address + link, timeout=PATIENCE)
    assert blocks[0][:30] in report.text
    assert requests.get(instance.address + link, timeout=PATIENCE).status_code == 401
    assert articles_with(instance.home, blocks[0]) == before > 0

    answer = {"chosen_options": ["Approve"], "params_input": {}}
    assert instance.viewer.call("PATCH", question, json=answer).status_code == 403
    assert instance.operator.call("PATCH", question, json=answer).ok
    assert instance.admin.wait("reprocess", run) == "success", instance.admin.states(
        "reprocess", run
    )
    assert articles_with(instance.home, blocks[0]) == 0


def test_refused_it_is_dropped(instance: Instance, blocks: list[str]) -> None:
    learn(instance.home, SOURCE, 2, blocks[1])
    before = articles_with(instance.home, blocks[1])
    run, question = ask_for_approval(instance)
    answer = {"chosen_options": ["Reject"], "params_input": {}}
    assert instance.operator.call("PATCH", question, json=answer).ok
    assert instance.admin.wait("reprocess", run) == "success"
    states = instance.admin.states("reprocess", run)
    assert {states[t] for t in ("load", "check", "publish")} == {"skipped"}
    assert articles_with(instance.home, blocks[1]) == before > 0
    reports = [path.parent for path in instance.home.glob("reprocess/*/report.html")]
    assert len(reports) == 2
    assert len([r for r in reports if (instance.home / "stage" / r.name).exists()]) == 1


def test_no_answer_in_time_is_a_refusal(instance: Instance, blocks: list[str]) -> None:
    learn(instance.home, SOURCE, 3, blocks[2])
    before = articles_with(instance.home, blocks[2])
    run, _ = ask_for_approval(instance, hours=0.001)
    assert instance.admin.wait("reprocess", run) == "success"
    assert instance.admin.states("reprocess", run)["load"] == "skipped"
    assert articles_with(instance.home, blocks[2]) == before > 0
