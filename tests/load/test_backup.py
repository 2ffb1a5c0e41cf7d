"""The backup page's procedure: a snapshot put back in the warehouse's place goes on as before."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

from pipeline.load.loader import load
from pipeline.load.publish import publish
from pipeline.load.snapshot import open_snapshot, search_articles
from pipeline.load.warehouse import STORAGE, open_warehouse
from pipeline.settings import Home
from tests.load.make import page, rich, tables, write_run

FIRST, SECOND = "20260301T000000Z-000000", "20260302T000000Z-000000"


def test_restore_and_compact(tmp_path: Path) -> None:
    home, backup = Home(tmp_path / "home"), tmp_path / "backup.duckdb"
    write_run(home, FIRST, [rich("https://gazette.example/a", 1, run=FIRST)])
    write_run(home, SECOND, [page("https://gazette.example/a", 2, "Another text.", run=SECOND)])
    load(home, FIRST)
    publish(home)
    shutil.copyfile(home.published, backup)
    load(home, SECOND)
    with open_warehouse(home) as connection:
        expected = tables(connection)

    home.warehouse.unlink()
    shutil.copyfile(backup, home.warehouse)
    load(home, FIRST)
    load(home, SECOND)
    with open_warehouse(home) as connection:
        assert tables(connection) == expected

    compact = tmp_path / "compact.duckdb"
    with duckdb.connect(str(compact), config=STORAGE) as connection:
        connection.execute(f"ATTACH '{home.warehouse}' AS old (READ_ONLY)")
        connection.execute("COPY FROM DATABASE old TO compact")
    compact.replace(home.warehouse)
    with open_warehouse(home) as connection:
        assert tables(connection) == expected
    publish(home)
    with open_snapshot(home) as connection:
        assert len(search_articles(connection, "texts")) == 1
