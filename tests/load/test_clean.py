"""What is cleaned by age, and what stays."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from pipeline.extract.stage import parse
from pipeline.fetch.members import record_at
from pipeline.load.clean import clean
from pipeline.load.loader import load
from pipeline.load.publish import publish
from pipeline.load.warehouse import open_warehouse
from pipeline.settings import Home
from pipeline.sources import Retention, Source
from tests.load.make import START, page, write_run
from tests.load.test_forget import archive

RUN, LATER, OPEN = (f"2026030{n}T000000Z-000000" for n in (1, 2, 3))
MONTH = timedelta(days=30)
TEXT = 4 * "The council met on Tuesday and voted for the new bridge over the river. "


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    for run in (RUN, LATER):
        made = [
            page(f"https://{source}.example/{run}", 1, TEXT + run + source, source=source, run=run)
            for source in ("gazette", "herald")
        ]
        write_run(home, run, archive(home, run, made))
        load(home, run)
    write_run(home, OPEN, [page("https://gazette.example/open", 1, TEXT, run=OPEN)], shards=2)
    home.articles(OPEN, "0001").unlink()
    load(home, OPEN)
    return home


def files(home: Home, run: str) -> set[str]:
    return {p.parent.name for p in home.stage(run).rglob("*.parquet")}


def test_parts_of_loaded_runs_go_and_can_be_made_again(home: Home) -> None:
    age = datetime.now(UTC) - START - timedelta(minutes=1)
    assert clean(home, [], older_than=age + MONTH).runs == 0
    cleaned = clean(home, [], older_than=age)
    assert (cleaned.runs, cleaned.captures) == (2, 0) and cleaned.bytes > 0
    assert files(home, RUN) == {"captures"}
    assert files(home, OPEN) == {"captures", "articles"}  # a part of it is missing
    assert clean(home, [], older_than=age).runs == 0
    with open_warehouse(home) as connection:
        before = connection.execute("SELECT * FROM articles ORDER BY url").fetchall()
    assert parse(home, RUN, "0000").documents == 2
    load(home, RUN)
    with open_warehouse(home) as connection:
        assert len(connection.execute("FROM articles").fetchall()) == len(before)


def test_raw_goes_by_rule_alone(home: Home) -> None:
    sources = [Source(name="gazette", keep=Retention(raw=MONTH)), Source(name="herald")]
    rows = "SELECT warc_file, warc_offset FROM captures WHERE source = 'herald' AND run = ?"
    with open_warehouse(home) as connection:
        ((name, offset),) = connection.execute(rows, [RUN]).fetchall()
    cleaned = clean(home, sources, older_than=timedelta(days=36_500))
    assert (cleaned.runs, cleaned.captures) == (0, 2)
    with (home.root / name).open("rb") as file:
        record = record_at(file, offset)
        file.seek(0)
        assert record is not None and b"herald" in record.block
    for path in home.root.glob("stage/*/*/*.parquet"):
        if OPEN not in str(path):
            assert duckdb.sql(f"SELECT DISTINCT source FROM '{path}'").fetchall() == [("herald",)]
    clean(home, [*sources[:1], Source(name="herald", keep=Retention(raw=MONTH))], older_than=MONTH)
    assert list(home.raw.iterdir()) == []
    with open_warehouse(home) as connection:
        articles, kept = connection.execute(
            "SELECT (SELECT count(*) FROM articles), count(warc_file) FROM captures"
        ).fetchall()[0]
    assert (articles, kept) == (5, 0)
    assert publish(home).replaced


def test_what_killed_processes_left_behind(home: Home) -> None:
    old, new = home.stage(RUN) / "refs" / ".a.12.tmp", home.root / "published" / ".b.12.tmp"
    for path in (old, new):
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    os.utime(old, (1, 1))
    clean(home, [], older_than=timedelta(days=36_500))
    assert not old.exists() and new.exists()
