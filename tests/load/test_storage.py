"""How the warehouse's file keeps what is in it."""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipeline.load.compact import compact
from pipeline.load.loader import load
from pipeline.load.publish import publish
from pipeline.settings import Home
from tests.load.make import page, write_run

RUN = "20260301T000000Z-000000"


def test_bodies_are_compressed(tmp_path: Path) -> None:
    """Most are shorter than what DuckDB calls long, some longer than its other ways can take."""
    home = Home(tmp_path)
    words = ["council", "mill", "harbour", "ferry", "budget", "school", "river", "strike", "museum"]
    lengths = [1200, 2400, 6000]
    texts = [
        " ".join(words[(n * k) % 9] + str(n * k % 97) for k in range(lengths[n % 3] // 8))
        for n in range(300)
    ]
    pages = [page(f"https://gazette.example/{n}", 0, text) for n, text in enumerate(texts)]
    write_run(home, RUN, pages)
    load(home, RUN)
    publish(home)
    compact(home)
    for path in (home.warehouse, home.published):
        with duckdb.connect(str(path), read_only=True) as connection:
            ways = connection.execute(
                "SELECT DISTINCT compression FROM pragma_storage_info('store.texts') "
                "WHERE column_name = 'text' AND segment_type = 'VARCHAR'"
            ).fetchall()
        assert ways == [("ZSTD",)]
