"""Runs undone, sources set aside and let in, articles forgotten."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.errors import InputError
from pipeline.fetch.archive import Archive
from pipeline.fetch.members import record_at, records
from pipeline.load.loader import load
from pipeline.load.publish import publish
from pipeline.load.removal import forget, release, undo
from pipeline.load.snapshot import open_snapshot, search_articles
from pipeline.load.warehouse import open_warehouse
from pipeline.settings import Home
from pipeline.urls import url_id
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
    assert release(home, run, "herald").observations == 6
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


def test_forgotten_article_leaves_no_word_and_does_not_return(home: Home) -> None:
    load(home, SECOND)
    publish(home)
    forget(home, "https://gazette.example/b?utm_source=x")
    publish(home)
    with open_snapshot(home) as connection:
        assert not search_articles(connection, "zebras")
        assert connection.execute("SELECT count(*) FROM articles").fetchall() == [(1,)]
    assert str(url_id("https://gazette.example/b")) in (home.state / "forgotten").read_text()
    for path in (home.warehouse, home.published):
        with duckdb.connect(str(path), read_only=True) as connection:
            for schema, table in connection.execute(
                "SELECT schema_name, table_name FROM duckdb_tables() WHERE table_name <> 'words'"
            ).fetchall():
                rows = connection.execute(f"FROM {schema}.{table}").fetchall()
                assert "ebras" not in str(rows) and "example/b" not in str(rows), table
    for path in home.root.glob("stage/*/*/*.parquet"):
        assert "ebras" not in str(duckdb.sql(f"FROM '{path}'").fetchall())
    again = "20260305T000000Z-000000"
    write_run(home, again, [page("https://gazette.example/b", 5, "Zebras were seen.", run=again)])
    assert load(home, SECOND).observations == load(home, again).observations == 0
    with pytest.raises(InputError, match="no article"):
        forget(home, "https://gazette.example/b")


def test_forgotten_pages_leave_the_warc_file_and_its_offsets(home: Home) -> None:
    url = "https://gazette.example/b"
    kept = page("https://gazette.example/k", 1, "Kept.").capture
    home.raw.mkdir()
    path = home.warc(SECOND, "0000")
    with Archive(path, f"raw/{path.name}") as archive:
        archive.write_resource(replace(page(url, 1, "x").capture, kind="resource"), b"zebra " * 99)
        kept = archive.write_resource(replace(kept, kind="resource"), b"stays")
        archive.finish()
    size = path.stat().st_size
    load(home, SECOND)
    forget(home, url)
    assert path.stat().st_size == size
    with path.open("rb") as file:
        found = list(records(file))
        assert None not in found
        assert not [r for r in found if r and (r.url == url or b"zebra" in r.block)]
        record = record_at(file, kept.warc_offset or 0)
        assert record is not None and record.block == b"stays"
