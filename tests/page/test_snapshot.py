"""The snapshot under a page that stays open: replaced, missing, damaged, slow."""

from __future__ import annotations

import re
import threading
from pathlib import Path

import duckdb
import pytest

from pipeline.page.snapshot import NoSnapshot, Snapshot, TooSlow
from pipeline.settings import Home
from tests.load.make import page
from tests.page.conftest import HOURS, publish_run, run_id, served


def test_a_published_snapshot_is_shown_at_once(tmp_path: Path) -> None:
    home = Home(tmp_path)
    publish_run(home, run_id(-1), [page("https://gazette.example/a", HOURS - 9, title="First")])
    with served(home) as client:
        before = client.ask("/articles").text
        first = client.ask("/snapshot.json").json()["build_id"]
        publish_run(home, run_id(), [page("https://gazette.example/b", HOURS - 1, title="Second")])
        after = client.ask("/articles").text
        second = client.ask("/snapshot.json").json()["build_id"]
    assert "First" in before and "Second" not in before
    assert "First" in after and "Second" in after
    assert first != second and f'data-build="{second}"' in after
    assert re.search(r"Snapshot of <time datetime=.*?data-ago=", after, re.S)


def test_a_question_under_way_keeps_its_snapshot(tmp_path: Path) -> None:
    home = Home(tmp_path)
    publish_run(home, run_id(-1), [page("https://gazette.example/a", HOURS - 9)])
    snapshot = Snapshot(home.published)
    with snapshot.session() as old:
        assert old.rows("totals")[0]["articles"] == 1
        publish_run(home, run_id(), [page("https://gazette.example/b", HOURS - 1)])
        with snapshot.session() as new:
            assert new.rows("totals")[0]["articles"] == 2
        assert old.rows("totals")[0]["articles"] == 1


def test_nothing_published_says_what_to_do(tmp_path: Path) -> None:
    with served(Home(tmp_path)) as client:
        answer = client.ask("/")
        assert answer.status_code == 503
        assert "broadsheet run" in answer.text


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "broadsheet.duckdb"
    path.write_bytes(b"not a database" * 1000)
    with pytest.raises(NoSnapshot, match=str(path)), Snapshot(path).session():
        pass


def test_a_slow_statement_is_stopped(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "pipeline.page.snapshot.statement",
        lambda query: "SELECT count(*) FROM range(1000000000) a, range(1000) b",
    )
    with (
        pytest.raises(TooSlow, match=r"0\.2 s"),
        Snapshot(home.published, 0.2).session() as session,
    ):
        session.rows("totals")


def test_rows_are_bounded(home: Home) -> None:
    with Snapshot(home.published).session() as session:
        assert len(session.rows("rejects", 0, source=None, reason=None)) == 0
        assert len(session.rows("source_days", 3, source="gazette")) == 3


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO snapshot VALUES ('x', now(), 'x')",
        "CREATE TABLE mine (a INTEGER)",
        "SELECT * FROM read_csv('/etc/hostname')",
        "ATTACH ':memory:' AS other; COPY snapshot TO '/tmp/never.csv'",
        "SET enable_external_access = true",
        "INSTALL httpfs",
    ],
)
def test_statements_can_only_read(home: Home, monkeypatch: pytest.MonkeyPatch, sql: str) -> None:
    monkeypatch.setattr("pipeline.page.snapshot.statement", lambda query: sql)
    with pytest.raises(duckdb.Error), Snapshot(home.published).session() as session:
        session.rows("any")


def test_readers_at_once(home: Home) -> None:
    snapshot = Snapshot(home.published)
    found: list[int] = []

    def read() -> None:
        with snapshot.session() as session:
            found.append(session.rows("totals")[0]["articles"])

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1 and len(found) == 8
