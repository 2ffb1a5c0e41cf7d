"""Copies: exact, cut and edited ones are found, the earliest is named, unlike texts are apart."""

from __future__ import annotations

import random
from pathlib import Path

from pipeline.load.loader import load
from pipeline.load.warehouse import open_warehouse
from pipeline.record import WireCredit
from pipeline.settings import Home
from tests.load.make import page, write_run

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
