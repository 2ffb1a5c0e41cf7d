"""Checks find what is wrong, name it, and keep the old snapshot."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from pipeline.errors import CheckFailed
from pipeline.load.checks import check, level, run_checks
from pipeline.load.loader import load
from pipeline.load.removal import undo
from pipeline.load.warehouse import open_warehouse
from pipeline.resources import sql_files
from pipeline.settings import Home
from tests.load.make import page, rich, write_run

RUN = "20260301T000000Z-000000"
LEAK = "Follow our newsroom for the latest updates every day."


def loaded(tmp_path: Path, pages: list[object]) -> Home:
    home = Home(tmp_path)
    write_run(home, RUN, pages)  # type: ignore[arg-type]
    load(home, RUN)
    return home


def test_sound_warehouse(tmp_path: Path) -> None:
    home = loaded(tmp_path, [rich("https://gazette.example/a", 1)])
    assert check(home, RUN) == []
    assert all(level(path) in ("fail", "warn") for path in sql_files("checks"))


def test_warnings_name_source_and_article(tmp_path: Path) -> None:
    pages = [
        page("https://gazette.example/late", 1, "Words.", published="2031-01-01"),
        page("https://gazette.example/none", 1, ""),
    ]
    found = check(loaded(tmp_path, pages), RUN)
    assert {(r.name, r.source, r.sample) for r in found} == {
        ("future_dates", "gazette", "https://gazette.example/late"),
        ("empty_bodies", "gazette", "https://gazette.example/none"),
    }


def test_boilerplate_in_bodies(tmp_path: Path) -> None:
    pages = [
        page(
            f"https://gazette.example/{n}",
            1,
            f"Story {n} is new and long enough for one.|{LEAK if n < 4 else n}",
        )
        for n in range(60)
    ]
    (found,) = check(loaded(tmp_path, pages), RUN)
    assert (found.name, found.level, found.bad_rows) == ("boilerplate", "warn", 1)
    assert found.sample == f"4 of 60 articles: {LEAK}"


def test_outlet_that_fell_silent(tmp_path: Path) -> None:
    pages = [
        page(
            f"https://gazette.example/{n}",
            hour,
            f"Story {n} is new, and it is long enough to be one.",
            source="gazette",
        )
        for n, hour in enumerate(range(24 * 20))
    ]
    last = page("https://herald.example/z", 24 * 22, "Still here.", source="herald")
    assert [(r.name, r.source) for r in check(loaded(tmp_path, [*pages, last]), RUN)] == [
        ("volumes", "gazette")
    ]


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("orphans", "DELETE FROM store.texts"),
        ("completeness", "DELETE FROM store.article_urls"),
        ("duplicates", "INSERT INTO store.article_revisions FROM store.article_revisions"),
    ],
)
def test_damage_stops_publishing(tmp_path: Path, name: str, damage: str) -> None:
    home = loaded(tmp_path, [rich("https://gazette.example/a", 1)])
    with open_warehouse(home) as connection:
        connection.execute(damage)
    with pytest.raises(CheckFailed, match=name):
        check(home, RUN)
    with open_warehouse(home) as connection:
        kept = connection.execute("SELECT name, level FROM check_results").fetchall()
    assert (name, "fail") in kept


TOUCHED = [
    ("orphans", "DELETE FROM store.contents WHERE content_id IN ({})"),
    ("orphans", "DELETE FROM store.texts WHERE text_id IN (SELECT text_id FROM store.contents "
     "WHERE content_id IN ({}))"),
    ("completeness", "DELETE FROM store.search_documents WHERE content_id IN ({})"),
    ("completeness", "DELETE FROM store.article_urls WHERE article_id IN (SELECT article_id FROM "
     "store.articles WHERE content_id IN ({}))"),
    ("duplicates", "INSERT INTO store.contents FROM store.contents WHERE content_id IN ({})"),
    ("duplicates", "INSERT INTO store.observations FROM store.observations "
     "WHERE content_id IN ({})"),
    ("duplicates", "INSERT INTO store.captures FROM store.captures WHERE capture_id IN "
     "(SELECT capture_id FROM store.observations WHERE content_id IN ({}))"),
    ("duplicates", "INSERT INTO store.urls FROM store.urls WHERE url_id IN "
     "(SELECT final_id FROM store.observations WHERE content_id IN ({}))"),
    ("offsets", "UPDATE store.quotes SET start = start + 1 WHERE content_id IN ({})"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "damage"), TOUCHED)
def test_damage_to_what_a_run_touched_is_found(tmp_path: Path, name: str, damage: str) -> None:
    home, later = loaded(tmp_path, [rich("https://gazette.example/a", 1)]), RUN[:-1] + "1"
    check(home, RUN)
    more = [rich("https://gazette.example/b", 2, run=later), rich("https://a.example/c", 2)]
    write_run(home, later, more)
    load(home, later)
    with open_warehouse(home) as connection:
        connection.execute(damage.format("SELECT max(content_id) FROM store.contents"))
        assert names(connection, whole=False) == names(connection, whole=True)
    for _ in range(2):  # it is not forgotten once it was told
        with pytest.raises(CheckFailed, match=name):
            check(home, later)


def names(connection: duckdb.DuckDBPyConnection, *, whole: bool) -> list[tuple[str, int]]:
    """The checks that fail, and at how many rows."""
    found = run_checks(connection, whole=whole)
    return [(result.name, result.bad_rows) for result in found if result.level == "fail"]


def test_all_is_looked_at_on_demand_weekly_and_after_rows_were_taken_out(tmp_path: Path) -> None:
    home, later = loaded(tmp_path, [rich("https://gazette.example/a", 1)]), RUN[:-1] + "1"
    check(home, RUN)
    with open_warehouse(home) as connection:
        connection.execute("INSERT INTO store.contents FROM store.contents")
    assert check(home, RUN) == []
    with pytest.raises(CheckFailed, match="duplicates"):
        check(home, RUN, whole=True)
    with pytest.raises(CheckFailed, match="duplicates"):
        check(home, RUN, datetime.now(UTC) + timedelta(days=8))
    write_run(home, later, [rich("https://gazette.example/b", 2, run=later)])
    load(home, later)
    assert check(home, later) == []
    undo(home, later)
    with pytest.raises(CheckFailed, match="duplicates"):
        check(home, RUN)
