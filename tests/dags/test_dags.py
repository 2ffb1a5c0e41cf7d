"""Rules that hold for every DAG, and the shape of ``ingest``."""

from __future__ import annotations

from copy import copy
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from airflow.dag_processing.dagbag import DagBag
    from airflow.sdk import DAG

pytestmark = [pytest.mark.airflow, pytest.mark.xdist_group("dag-files")]
TAGS = {"broadsheet", "news", "hourly", "by hand"}


def test_every_file_is_read_and_quickly(dag_bag: DagBag) -> None:
    assert dag_bag.import_errors == {}
    assert set(dag_bag.dags) == {"ingest", "reprocess", "backfill"}
    slow = [s for s in dag_bag.dagbag_stats if s.duration > timedelta(seconds=5)]
    assert slow == []


def test_every_dag_and_task_explains_itself(dag_bag: DagBag) -> None:
    for dag in dag_bag.dags.values():
        assert dag.doc_md and dag.description
        assert "broadsheet" in dag.tags and dag.tags <= TAGS
        assert not dag.catchup
        assert dag.dagrun_timeout
        assert all(param.schema.get("title") for _, param in dag.params.items())
        for task in dag.tasks:
            assert task.doc_md or (task.is_mapped and task.partial_kwargs["doc_md"]), task.task_id
            assert task.owner == "broadsheet"
            assert task.execution_timeout or task.task_id == "approve"


def test_only_one_task_at_a_time_opens_the_warehouse(dag_bag: DagBag) -> None:
    from plugins.broadsheet_pool import POOL

    for dag in dag_bag.dags.values():
        writers = {"load", "check", "publish", "choose", "chunk.load"} & set(dag.task_ids)
        assert {dag.get_task(name).pool for name in writers} == {POOL}


def test_a_backfill_waits_behind_the_schedule_in_a_pool_of_its_own(dag_bag: DagBag) -> None:
    from plugins.broadsheet_pool import BACKFILL, POOL

    backfill, ingest = dag_bag.dags["backfill"], dag_bag.dags["ingest"]
    for task in (task for task in ingest.tasks if task.pool == POOL):
        assert task.downstream_task_ids  # by default each task adds its followers' weight
    pools = {"chunk.fetch": BACKFILL, "chunk.parse": BACKFILL, "chunk.load": POOL}
    for name, pool in pools.items():
        task = backfill.get_task(name)
        assert task.pool == pool
        assert (task.weight_rule, task.priority_weight) == ("absolute", 1)
    assert backfill.get_task("check").trigger_rule == "all_done"  # one bad chunk stops no other


@pytest.fixture
def ingest(dag_bag: DagBag) -> DAG:
    return dag_bag.dags["ingest"]


def test_the_stages_follow_each_other(ingest: DAG) -> None:
    order = ["discover", "shard.fetch", "shard.parse", "load", "check", "publish", "verdict"]
    assert [task.task_id for task in ingest.topological_sort()] == order
    for before, after in pairwise(order):
        assert after in ingest.get_task(before).downstream_task_ids
    assert [task.task_id for task in ingest.leaves] == ["verdict"]  # it alone decides the state


def test_a_failed_shard_does_not_stop_the_load(ingest: DAG) -> None:
    assert ingest.get_task("load").trigger_rule == "all_done"
    assert ingest.get_task("verdict").trigger_rule == "all_done"
    assert ingest.get_task("publish").trigger_rule == "all_success"


def test_one_run_an_hour_at_most(ingest: DAG) -> None:
    assert ingest.max_active_runs == 1
    assert ingest.deadline


@pytest.mark.parametrize(
    ("conf", "fits"),
    [
        ({}, True),
        ({"sources": ["harbour-post"], "paths": [], "force": True}, True),
        ({"sources": "harbour-post"}, False),
        ({"force": "yes"}, False),
        ({"paths": [""]}, False),
        ({"from": "2026-03-01", "to": "2026-03-02"}, True),
        ({"from": "yesterday"}, False),
    ],
)
def test_the_form_takes_what_its_schema_says(
    ingest: DAG, conf: dict[str, object], fits: bool
) -> None:
    from airflow.sdk.exceptions import ParamValidationError

    params = copy(ingest.params)
    try:
        params.update(conf)
        params.validate()
    except ParamValidationError:
        assert not fits
    else:
        assert fits


@pytest.fixture
def reprocess(dag_bag: DagBag) -> DAG:
    return dag_bag.dags["reprocess"]


def test_nothing_is_loaded_before_approval(reprocess: DAG) -> None:
    order = ["choose", "parse", "compare", "approve", "load", "check", "publish"]
    assert [t.task_id for t in reprocess.topological_sort()] == [*order, "settle", "verdict"]
    assert reprocess.get_task("load").upstream_task_ids == {"approve"}
    assert {reprocess.get_task(t).trigger_rule for t in order} == {"all_success"}


def test_no_answer_is_a_refusal_and_is_waited_for_within_the_run(reprocess: DAG) -> None:
    approve = reprocess.get_task("approve")
    assert approve.defaults == ["Reject"]
    assert approve.execution_timeout is None
    assert reprocess.params.get_param("hours").schema["maximum"] < (
        reprocess.dagrun_timeout.total_seconds() / 3600
    )
