"""The search's ranking against that of DuckDB's own full-text extension, on 20 queries."""

from __future__ import annotations

import random
from importlib.util import find_spec
from pathlib import Path

import duckdb
import numpy as np

from pipeline.load.loader import load
from pipeline.load.publish import publish
from pipeline.settings import Home
from tests.load.make import page, write_run

RUN = "20260301T000000Z-000000"
WORDS = [
    a + b for a in ("bridg", "harv", "minist", "riv", "strik") for b in ("al", "on", "um", "ix")
]
QUERIES = [f"{WORDS[n]} {WORDS[(n * 7 + 3) % len(WORDS)]}" for n in range(20)]


def test_agrees_with_the_extension(tmp_path: Path) -> None:
    pick = random.Random(1)
    texts = [
        " ".join(pick.choices(WORDS, range(1, 21), k=pick.randint(20, 90))) for _ in range(200)
    ]
    home = Home(tmp_path)
    write_run(
        home,
        RUN,
        [page(f"https://gazette.example/{n}", 1, t, title=str(n)) for n, t in enumerate(texts)],
    )
    load(home, RUN)
    publish(home)
    spec = find_spec("duckdb_extension_fts")
    assert spec is not None and spec.origin is not None
    extension = Path(spec.origin).parent / f"extensions/v{duckdb.__version__}/fts.duckdb_extension"
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(f"LOAD '{extension}'")
        connection.execute(f"ATTACH '{home.published}' AS b (READ_ONLY)")
        connection.execute(
            "CREATE TABLE t AS SELECT article_id::VARCHAR AS id, title, text FROM b.articles"
        )
        connection.execute("PRAGMA create_fts_index('t', 'id', 'title', 'text', stopwords='none')")
        shared = []
        for query in QUERIES:
            ours = connection.execute(
                "SELECT article_id::VARCHAR FROM b.search(?, top := 10, db := 'b')", [query]
            )
            mine = {id for (id,) in ours.fetchall()}
            theirs = connection.execute(
                "SELECT id FROM (SELECT id, fts_main_t.match_bm25(id, ?) AS score FROM t) "
                "WHERE score IS NOT NULL ORDER BY score DESC, id LIMIT 10",
                [query],
            ).fetchall()
            shared.append(len(mine & {id for (id,) in theirs}) / 10)
    assert np.mean(shared) >= 0.9, shared
