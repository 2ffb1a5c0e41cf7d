"""Archives imported through all stages."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from pipeline import stages
from pipeline.cli import app
from pipeline.discover.tables import Reading
from pipeline.load.export import export
from pipeline.load.forget import forget
from pipeline.load.publish import publish
from pipeline.load.snapshot import open_snapshot
from pipeline.runs import new_run_id
from pipeline.settings import Home
from pipeline.tables.columns import given

TEXT = (
    "The tram stops at noon, the company said on Monday, and nobody was hurt in the crash.\n\n"
    '"We will run again on Tuesday," said Ada Byron, who leads the company.\n\n'
)
PAGE = "<html><head><title>Page</title></head><body><article><h1>Page {0}</h1><p>{1}</p>"


def row(number: int, **other: Any) -> dict[str, Any]:
    return {
        "link": f"https://gazette.example/{number}",
        "headline": f"Tram {number} stops",
        "maintext": TEXT + f"Line {number} is the only one that runs.",
        "date_publish": "2026-03-02 07:30:00",
        "byline": "By Ann Lee and Bob Roe",
        "keywords": "trams; strikes",
        **other,
    }


def write(path: Path, records: list[dict[str, Any]]) -> Path:
    if path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(r) + "\n" for r in records))
    elif path.suffix == ".csv":
        with path.open("w", newline="") as file:
            writer = csv.DictWriter(file, list(records[0]))
            writer.writeheader()
            writer.writerows(records)
    else:
        pq.write_table(pa.Table.from_pylist(records), path)
    return path


def take(home: Home, *paths: Path, source: str = "local", columns: list[str] | None = None) -> str:
    """Run all stages over the archives; the run."""
    run, tables = new_run_id(), Reading(given(columns or []), source)
    for shard in stages.discover(home, run, [*map(str, paths)], tables=tables):
        stages.fetch(home, run, shard)
        stages.parse(home, run, shard)
    stages.load(home, run)
    stages.publish(home)
    return run


def ask(home: Home, sql: str) -> list[tuple[Any, ...]]:
    with open_snapshot(home) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.parquet"])
def test_every_form_gives_the_same_articles(home: Home, tmp_path: Path, name: str) -> None:
    take(home, write(tmp_path / name, [row(1), row(2)]))
    found = ask(
        home,
        "SELECT source, url, title, published, "
        "(SELECT list(name ORDER BY position) FROM authors w WHERE w.article_id = a.article_id), "
        "(SELECT list(tag ORDER BY position) FROM tags t WHERE t.article_id = a.article_id) "
        "FROM articles a ORDER BY url",
    )
    assert found[0] == (
        "gazette.example",
        "https://gazette.example/1",
        "Tram 1 stops",
        "2026-03-02T07:30:00",
        ["Ann Lee", "Bob Roe"],
        ["trams", "strikes"],
    )
    assert len(found) == 2
    assert ask(home, "SELECT DISTINCT speaker FROM quotes WHERE kind = 'direct'") == [
        ("Ada Byron",)
    ]
    assert ask(home, "SELECT DISTINCT rule FROM evidence WHERE field = 'title'") == [("archive",)]


def test_a_page_in_a_column_is_read_as_a_page(home: Home, tmp_path: Path) -> None:
    page = {
        "url": "https://herald.example/2026/03/02/tram-stops-at-noon",
        "html": PAGE.format("A", TEXT * 5),
        "author": "Kim Roe",
    }
    take(home, write(tmp_path / "a.parquet", [page]), source="herald")
    assert ask(home, "SELECT source, title FROM articles") == [("herald", "Page A")]
    assert ask(home, "SELECT name FROM authors") == [("Kim Roe",)]
    assert "<p>" not in ask(home, "SELECT text FROM articles")[0][0]


def test_rows_without_an_address(home: Home, tmp_path: Path) -> None:
    named = [{"id": "7", "text": TEXT + "One."}, {"id": None, "text": TEXT + "Two."}]
    take(home, write(tmp_path / "a.jsonl", named), source="desk")
    first, second = ask(home, "SELECT url FROM articles ORDER BY text")
    assert first == ("file://desk/a.jsonl/7",)
    assert second[0].startswith("file://desk/a.jsonl/") and len(second[0]) > 40


def test_the_rows_own_source_as_a_short_name(home: Home, tmp_path: Path) -> None:
    take(home, write(tmp_path / "a.csv", [row(1, outlet="The Daily Gazette")]))
    assert ask(home, "SELECT source FROM articles") == [("the-daily-gazette",)]


def test_bad_rows_are_failures_with_number_and_remedy(home: Home, tmp_path: Path) -> None:
    records = [row(1), row(2, maintext=""), row(3, link="nowhere"), row(4)]
    take(home, write(tmp_path / "a.jsonl", records))
    assert ask(home, "SELECT count(*) FROM articles") == [(2,)]
    errors = [e for (e,) in ask(home, "SELECT error FROM captures WHERE error_class = 'bad_row'")]
    assert sorted(errors) == [
        f"{tmp_path}/a.jsonl, row 2: nothing in maintext; leave the row out, or name another with "
        "--map text=",
        f"{tmp_path}/a.jsonl, row 3: 'nowhere' in link is no web address; --map url= takes the "
        "rows without",
    ]


def test_again_changes_nothing_and_growth_brings_what_is_new(home: Home, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [row(1), row(2)])
    first = take(home, path)
    assert not home.captures(take(home, path), "0000").exists()
    before = ask(home, "SELECT * FROM captures ORDER BY url")
    os.utime(path, (1, 1))
    take(home, path)
    assert ask(home, "SELECT * FROM captures ORDER BY url") == before
    write(path, [row(1), row(2, headline="Tram 2 runs"), row(3)])
    take(home, path)
    assert ask(home, "SELECT url, revisions FROM articles ORDER BY url") == [
        (f"https://gazette.example/{n}", revisions) for n, revisions in ((1, 1), (2, 2), (3, 1))
    ]
    assert ask(home, f"SELECT count(*) FROM captures WHERE run = '{first}'") == [(2,)]


def test_raw_is_enough_to_make_the_tables_again(home: Home, tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", [row(1), row(2)])
    run = take(home, path)
    sql = "SELECT * EXCLUDE (first_seen, last_seen) FROM articles ORDER BY url"
    before = ask(home, sql)
    path.unlink()
    home.articles(run, "0000").unlink()
    home.warehouse.unlink()
    stages.parse(home, run, "0000")
    stages.load(home, run)
    publish(home)
    assert ask(home, sql) == before
    other = Home(tmp_path / "other")
    take(other, home.warc(run, "0000"))
    assert ask(other, "SELECT url, title FROM articles ORDER BY url") == ask(
        home, "SELECT url, title FROM articles ORDER BY url"
    )


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv"])
def test_what_was_exported_can_be_imported(home: Home, tmp_path: Path, name: str) -> None:
    take(home, write(tmp_path / "a.jsonl", [row(1), row(2)]))
    export(home, tmp_path / name)
    other = Home(tmp_path / "other")
    take(other, tmp_path / name)
    sql = "SELECT article_id, source, url, title, published, text FROM articles ORDER BY url"
    assert ask(other, sql) == ask(home, sql)
    if name.endswith("jsonl"):
        people = "SELECT article_id, name FROM authors ORDER BY ALL"
        assert ask(other, people) == ask(home, people)


def test_what_was_taken_down_is_not_imported_again(home: Home, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [row(1), row(2)])
    take(home, path)
    forget(home, ["https://gazette.example/1"])
    write(path, [row(1, headline="Another headline"), row(2), row(3)])
    run = take(home, path)
    assert ask(home, "SELECT url FROM articles ORDER BY url") == [
        ("https://gazette.example/2",),
        ("https://gazette.example/3",),
    ]
    assert duckdb.sql(f"FROM '{home.captures(run, '0000')}'").shape[0] == 1


def test_the_command(home: Home, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [row(1), row(2, maintext="")])
    call = ["import", str(path), "--home", str(home.root), "--source", "desk"]
    done = CliRunner().invoke(app, [*call, "--map", "summary=keywords"])
    assert done.exit_code == 0, done.output
    assert "summary=keywords" in done.output and "row 2: nothing in maintext" in done.output
    assert ask(home, "SELECT source, summary FROM articles") == [("desk", "trams; strikes")]
    for wrong in (["--map", "text=nothing"], ["--source", "No Name"]):
        assert CliRunner().invoke(app, [*call, *wrong]).exit_code == 1
    (tmp_path / "a.docx").write_text("")
    assert CliRunner().invoke(app, ["import", str(tmp_path / "a.docx")]).exit_code == 1
