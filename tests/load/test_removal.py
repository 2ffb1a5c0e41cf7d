"""Runs undone, sources set aside and let in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import InputError
from pipeline.load.loader import load
from pipeline.load.removal import release, undo
from pipeline.load.warehouse import open_warehouse
from pipeline.settings import Home
from tests.load.make import page, rich, tables, write_run

FIRST, SECOND = "20260301T000000Z-000000", "20260302T000000Z-000000"
TEXT = "The council met on Tuesday and voted for the new bridge over the river."


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    write_run(home, FIRST, [rich("https://gazette.example/a", 1, run=FIRST)])
    changed = page("https://gazette.example/a", 2, TEXT, run=SECOND)
    other = page("https://gazette.example/b", 2, "Zebras were seen.", run=SECOND)
    write_run(home, SECOND, [changed, other])
    load(home, FIRST)
    return home


def state(home: Home) -> dict[str, list[tuple[Any, ...]]]:
    with open_warehouse(home) as connection:
        found = tables(connection)
        found["found"] = connection.execute("FROM search('zebras works council')").fetchall()
    del found["words"]  # what was once a word stays one
    return found


def test_undo_is_as_if_never_loaded(home: Home) -> None:
    before = state(home)
    load(home, SECOND)
    after = state(home)
    assert before != after
    assert undo(home, SECOND).observations == 2
    left = state(home)
    left.pop("urls"), before.pop("urls")  # addresses once met stay known
    assert left == before
    load(home, SECOND)
    assert state(home) == after


@pytest.mark.parametrize("order", [(FIRST, SECOND), (SECOND, FIRST)])
@pytest.mark.parametrize("undone", [FIRST, SECOND])
def test_what_two_runs_brought_stays_when_one_is_undone(
    tmp_path: Path, order: tuple[str, str], undone: str
) -> None:
    """Each run also brings something of its own; of one page their readings differ."""
    urls = {FIRST: "https://gazette.example/b", SECOND: "https://gazette.example/c"}
    both, once = Home(tmp_path / "both"), Home(tmp_path / "once")
    for run in order:
        pages = [
            rich("https://gazette.example/a", 1, run=run),
            page("https://gazette.example/d", 1, f"{TEXT} {run}", run=run),
            page(urls[run], 1, f"{TEXT} {urls[run]}", run=run),
        ]
        write_run(both, run, pages)
        load(both, run)
        if run != undone:
            write_run(once, run, pages)
            load(once, run)
    loaded = state(both)
    assert load(both, undone).observations == 0
    assert state(both) == loaded
    undo(both, undone)
    left, expected = state(both), state(once)
    left.pop("urls"), expected.pop("urls")
    assert left == expected


def test_undo_of_an_unknown_run(home: Home) -> None:
    with pytest.raises(InputError, match="no such run"):
        undo(home, "20300101T000000Z-000000")


def test_bad_source_is_set_aside(home: Home) -> None:
    run = "20260303T000000Z-000000"
    bad = [page(f"https://herald.example/{n}", 3, "", source="herald", run=run) for n in range(6)]
    good = [page(f"https://gazette.example/{n}", 3, f"{TEXT} {n}", run=run) for n in range(6)]
    write_run(home, run, [*bad, *good])
    report = load(home, run)
    assert report.articles_new == 6
    assert "empty_bodies" in report.quarantined["herald"]
    assert load(home, run).observations == 0
    with open_warehouse(home) as connection:
        connection.execute("UPDATE store.runs SET missing = ['captures/0001.parquet']")
    assert release(home, run, "herald").observations == 6
    with open_warehouse(home) as connection:
        missing = connection.execute("SELECT missing FROM runs WHERE run = ?", [run]).fetchall()
    assert missing == [(["captures/0001.parquet"],)]  # what was missing still is
    assert load(home, run).quarantined == {}
    with pytest.raises(InputError, match="nothing in quarantine"):
        release(home, run, "herald")


def test_one_body_for_all_pages_is_set_aside(home: Home) -> None:
    run = "20260303T000000Z-000000"
    consent = [page(f"https://herald.example/{n}", 3, TEXT, source="herald") for n in range(6)]
    write_run(home, run, consent)
    assert "same_bodies" in load(home, run).quarantined["herald"]


def test_titles_that_go_missing_are_set_aside(home: Home) -> None:
    early, late = "20260303T000000Z-000000", "20260304T000000Z-000000"
    for run, hour, title in ((early, 3, "A title"), (late, 30, None)):
        write_run(
            home,
            run,
            [
                page(f"https://herald.example/{hour}/{n}", hour, f"{TEXT} {n}", title=title)
                for n in range(25)
            ],
        )
    assert not load(home, early).quarantined
    assert "titles 0 % (100 % before)" in load(home, late).quarantined["gazette"]
