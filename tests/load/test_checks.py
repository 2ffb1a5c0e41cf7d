"""Checks find what is wrong, name it, and keep the old snapshot."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import CheckFailed
from pipeline.load.checks import check, level
from pipeline.load.loader import load
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
