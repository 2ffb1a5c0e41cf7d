"""Reprocess on the sample after a rule was changed: shown, accepted, dropped, undone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime

import duckdb
import pytest

from pipeline import stages
from pipeline.errors import InputError
from pipeline.load.removal import undo
from pipeline.replay.differences import difference
from pipeline.replay.report import Report
from pipeline.replay.reprocess import accept, choose, compare, drop
from pipeline.runs import new_run_id
from pipeline.settings import Home, ShardSize
from tests.replay.conftest import BY_HAND

QUOTES = "FROM quotes ORDER BY ALL"
VERBS = "SELECT count(*) FROM quotes WHERE verb = 'said'"


def ask(home: Home, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(home.published), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_what_is_read_as_before_changes_nothing(home: Home) -> None:
    run = new_run_id()
    for shard in choose(home, run, size=ShardSize(documents=5)):
        stages.parse(home, run, shard)
    report = compare(home, run)
    assert report.captures > 10
    assert (report.readings, report.articles, report.changes) == (0, 0, [])
    assert accept(home, run).observations == 0


def test_a_changed_rule_is_shown_by_source_and_field(compared: tuple[Home, str]) -> None:
    home, run = compared
    report = Report.read(home.reprocess(run))
    quotes = {c.source: c.changed for c in report.changes if c.field == "quotes"}
    assert quotes["alder-ledger"] > 3
    assert not {c.field for c in report.changes} & {"title", "authors", "published", "text"}
    assert ask(home, VERBS) != [(0,)]  # nothing is loaded yet

    folder = home.reprocess(run)
    examples = duckdb.sql(
        f"SELECT before, after FROM '{folder}/examples.parquet' WHERE field = 'quotes'"
    ).fetchall()
    assert any("said" in (before or "") for before, _ in examples)
    assert duckdb.sql(f"SELECT sum(changed) FROM '{folder}/changes.parquet'").fetchall() == [
        (sum(c.changed for c in report.changes),)
    ]
    page = (folder / "report.html").read_text("utf-8")
    assert "<del>" in page and "alder-ledger" in page
    assert "| alder-ledger | quotes |" in report.markdown()


def test_accepted_it_is_loaded_and_an_undo_brings_the_old_back(waiting: tuple[Home, str]) -> None:
    home, run = waiting
    old = ask(home, QUOTES)
    accept(home, run)
    stages.publish(home)
    assert ask(home, VERBS) == [(0,)]
    assert not (home.reprocess(run) / "side.duckdb").exists()
    undo(home, run)
    stages.publish(home)
    assert ask(home, QUOTES) == old


def test_dropped_it_leaves_a_report_and_nothing_else(waiting: tuple[Home, str]) -> None:
    home, run = waiting
    old = ask(home, QUOTES)
    drop(home, run)
    stages.publish(home)
    assert ask(home, QUOTES) == old
    assert not home.stage(run).exists()
    assert (home.reprocess(run) / "report.html").exists()
    with pytest.raises(InputError, match="does not exist"):
        accept(home, run)
    with pytest.raises(InputError, match="no reprocessing waits"):
        compare(home, run)


def test_corrections_by_hand_stay_and_are_no_change(waiting: tuple[Home, str]) -> None:
    home, run = waiting
    sections = "SELECT count(*) FILTER (section = upper(section)), count(section) FROM articles"
    ((_, filled),) = ask(home, sections)
    accept(home, run)
    stages.publish(home)
    assert ask(home, sections) == [(int(str(filled)) - 1, filled)]
    assert ask(home, f"SELECT count(*) FROM articles WHERE section = '{BY_HAND}'") == [(1,)]
    changes = Report.read(home.reprocess(run)).changes
    assert sum(c.changed for c in changes if c.field == "section") == int(str(filled)) - 1


def test_compare_again_gives_the_same(waiting: tuple[Home, str]) -> None:
    home, run = waiting
    assert compare(home, run) == Report.read(home.reprocess(run))


def test_one_source_without_the_staged_rows_by_those_in_the_warc_files(
    home: Home, changed: Callable[..., str], compared: tuple[Home, str]
) -> None:
    shutil.rmtree(home.root / "stage")
    run = changed(home, "--source", "alder-ledger", "--accept")
    whole = Report.read(compared[0].reprocess(compared[1])).changes
    of_one = [c for c in whole if c.source == "alder-ledger"]
    assert Report.read(home.reprocess(run)).changes == of_one
    assert ask(home, VERBS + " AND article_id IN (SELECT article_id FROM articles WHERE"
               " source = 'alder-ledger')") == [(0,)]  # fmt: skip


def test_nothing_to_read_is_said(home: Home) -> None:
    with pytest.raises(InputError, match=r"since 2999-01-01 of nobody; `broadsheet status`"):
        choose(home, new_run_id(), since=datetime(2999, 1, 1, tzinfo=UTC), sources=["nobody"])


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (None, "new", ("", None, "new", "")),
        ("old", None, ("", "old", None, "")),
        ("aa", "aaa", ("aa", "", "a", "")),
        ("a\x1eb", "b\x1ec\x1ec", ("", "a", "c; c", "")),
        ("a\x1eb", "b\x1ea", ("", "a; b", "b; a", "")),
        ("x" * 100 + "old" + "y" * 100, "x" * 100 + "new" + "y" * 100,
         ("…" + "x" * 60, "old", "new", "y" * 60 + "…")),
    ],
)  # fmt: skip
def test_an_example_shows_what_differs(
    before: str | None, after: str | None, expected: tuple[object, ...]
) -> None:
    assert difference(before, after) == expected
