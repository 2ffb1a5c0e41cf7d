"""Copies: exact, cut and edited ones are found, the earliest is named, unlike texts are apart."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.load.loader import load
from pipeline.load.removal import remove
from pipeline.load.warehouse import open_warehouse, transaction
from pipeline.record import WireCredit
from pipeline.settings import Home
from tests.load.make import Page, page, tables, write_run
from tests.load.test_order import load_batches

WORDS = [f"word{n}" for n in range(3000)]


def story(seed: int, sentences: int = 30) -> list[str]:
    pick = random.Random(seed)
    return [" ".join(pick.choices(WORDS, k=14)).capitalize() + "." for _ in range(sentences)]


def test_copies(tmp_path: Path) -> None:
    home = Home(tmp_path)
    wire, other = story(1), story(2)
    cut = [*wire[:12], *story(3, 3)]
    credit = (WireCredit(agency="Newswire", text="By Newswire"),)
    runs = {
        "20260301T000000Z-000000": [
            page("https://a.example/1", 1, " ".join(wire), source="a"),
            page("https://a.example/2", 1, " ".join(other), source="a"),
        ],
        "20260302T000000Z-000000": [
            page("https://b.example/1", 2, " ".join(wire), source="b"),
            page("https://c.example/1", 3, " ".join(cut), source="c", wire_credits=credit),
            page("https://c.example/2", 3, " ".join(story(4)), source="c"),
        ],
    }
    for run, pages in runs.items():
        write_run(home, run, pages)
        load(home, run)
    with open_warehouse(home) as connection:
        found = connection.execute(
            "SELECT source, original_source, kind, share > 0.6, agency FROM copies ORDER BY source"
        ).fetchall()
        assert found == [("b", "a", "exact", True, None), ("c", "a", "near", True, "Newswire")]
        clusters = connection.execute("SELECT articles, outlets FROM clusters").fetchall()
        assert clusters == [(3, ["a", "b", "c"])]
        outlets = connection.execute("SELECT source, articles, copies FROM outlets ORDER BY 1")
        assert outlets.fetchall() == [("a", 2, 0), ("b", 1, 1), ("c", 2, 1)]


SIZES = (45, 60, 215)  # versions of a story: all are paired, some, and by what few have alone


@pytest.fixture(scope="module")
def versions() -> list[list[Page]]:
    """So many versions of a story each; halves and thirds of it are shared by fewer."""
    found = []
    for seed, size in enumerate(SIZES):
        shared = [story(10 * seed + part, 5) for part in range(4)]
        found.append(
            [
                page(
                    f"https://gazette.example/{seed}/{n}",
                    n % 7,
                    " ".join([*shared[0], *shared[1 + n % 3][: 2 + n % 4], f"It cost {n} pounds."]),
                    run=f"2026030{1 + n % 2}T000000Z-000000",
                )
                for n in range(size)
            ]
        )
    return found


@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_many_versions_in_any_order(
    data: st.DataObject,
    versions: list[list[Page]],
    connection: duckdb.DuckDBPyConnection,
    tmp_path: Path,
) -> None:
    pages = data.draw(st.sampled_from(versions))
    expected = load_batches(connection, tmp_path, [pages])
    assert len(expected["near_texts"]) > 100
    order = data.draw(st.randoms(use_true_random=False)).sample(pages, len(pages))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(pages) - 1), min_size=1, max_size=3)))
    batches = [order[a:b] for a, b in pairwise([0, *cuts, len(order)])]
    found = load_batches(connection, tmp_path, batches)
    for table in ("near_texts", "copies"):
        assert found[table] == expected[table], table


@pytest.mark.parametrize("number", range(len(SIZES)))
def test_versions_taken_out_again(
    number: int,
    versions: list[list[Page]],
    connection: duckdb.DuckDBPyConnection,
    tmp_path: Path,
) -> None:
    first, second = ([p for p in versions[number] if p.capture.run[7] == day] for day in "12")
    expected = load_batches(connection, tmp_path, [first])
    load_batches(connection, tmp_path, [first, second])
    with transaction(connection):
        remove(connection, "run = '20260302T000000Z-000000'")
    found = tables(connection)
    for table in ("near_texts", "copies", "texts", "sketches", "people"):
        assert found[table] == expected[table], table
