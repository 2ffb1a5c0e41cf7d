"""``reprocess`` in a real Airflow after an outlet's learned blocks have changed: approved by REST,
refused, and forgotten.
"""

from __future__ import annotations

import json

import pytest

from pipeline.clean.fingerprint import block_hash
from pipeline.settings import Home
from tests.live.conftest import value
from tests.live.rest import eventually
from tests.live.running import Instance

pytestmark = [pytest.mark.live, pytest.mark.xdist_group("live-airflow"), pytest.mark.timeout(420)]
SOURCE = "alder-ledger"


@pytest.fixture(scope="module")
def blocks(instance: Instance, first_run: str) -> list[str]:
    """Paragraphs of articles, long ones first: what the outlet will be said to repeat."""
    rows = value(
        instance.home,
        "SELECT to_json(list(p.text ORDER BY length(p.text) DESC, p.text)) FROM paragraphs p "
        f"JOIN articles USING (article_id) WHERE kind = 'paragraph' AND source = '{SOURCE}'",
    )
    found: list[str] = json.loads(rows)
    return found


def learn(instance: Instance, version: int, block: str) -> None:
    """The rule that changes: parse leaves out a block that the outlet is known to repeat."""
    path = Home(instance.home).learned / SOURCE / f"{version}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"source": SOURCE, "blocks": {block_hash(block): block}}))


def count(instance: Instance, block: str) -> int:
    text = block.replace("'", "''")
    return int(
        value(instance.home, f"SELECT count(*) FROM articles WHERE contains(text, '{text}')")
    )


def ask_for_approval(instance: Instance, **conf: object) -> tuple[str, str]:
    """Start ``reprocess`` and wait for its question; the run, and the address of the question."""
    run = instance.operator.trigger("reprocess", sources=[SOURCE], **conf)

    def waits() -> bool:
        return instance.admin.states("reprocess", run).get("approve") == "awaiting_input"

    eventually(waits, 120, "approve waits")
    return run, f"dags/reprocess/dagRuns/{run}/taskInstances/approve/-1/hitlDetails"


def test_approved_it_is_loaded_and_published(instance: Instance, blocks: list[str]) -> None:
    learn(instance, 1, blocks[0])
    before = count(instance, blocks[0])
    run, question = ask_for_approval(instance)
    asked = instance.viewer.get(question)
    assert "articles change: load and publish it?" in asked["subject"]
    assert f"| {SOURCE} | text |" in asked["body"]
    assert blocks[0][:30] not in asked["body"]  # numbers, not contents
    assert count(instance, blocks[0]) == before > 0

    answer = {"chosen_options": ["Approve"], "params_input": {}}
    assert instance.viewer.call("PATCH", question, json=answer).status_code == 403
    assert instance.operator.call("PATCH", question, json=answer).ok
    assert instance.admin.wait("reprocess", run) == "success", instance.admin.states(
        "reprocess", run
    )
    assert count(instance, blocks[0]) == 0


def test_refused_it_is_dropped(instance: Instance, blocks: list[str]) -> None:
    learn(instance, 2, blocks[1])
    before = count(instance, blocks[1])
    run, question = ask_for_approval(instance)
    answer = {"chosen_options": ["Reject"], "params_input": {}}
    assert instance.operator.call("PATCH", question, json=answer).ok
    assert instance.admin.wait("reprocess", run) == "success"
    states = instance.admin.states("reprocess", run)
    assert {states[t] for t in ("load", "check", "publish")} == {"skipped"}
    assert count(instance, blocks[1]) == before > 0
    reports = [path.parent for path in instance.home.glob("reprocess/*/report.html")]
    assert len(reports) == 2
    assert len([r for r in reports if (instance.home / "stage" / r.name).exists()]) == 1


def test_no_answer_in_time_is_a_refusal(instance: Instance, blocks: list[str]) -> None:
    learn(instance, 3, blocks[2])
    before = count(instance, blocks[2])
    run, _ = ask_for_approval(instance, hours=0.001)
    assert instance.admin.wait("reprocess", run) == "success"
    assert instance.admin.states("reprocess", run)["load"] == "skipped"
    assert count(instance, blocks[2]) == before > 0
