"""The same captures in any order and any batching leave the same tables."""

from __future__ import annotations

import os
import shutil
from itertools import pairwise
from pathlib import Path
from tempfile import mkdtemp

import duckdb
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.load.loader import Parts, load_parts
from pipeline.record import Mention, Quote, WireCredit
from pipeline.runs import Manifest
from pipeline.settings import Home
from tests.load.make import Page, page, rich, tables, write_run

A = "The council met on Tuesday and voted nine to two for the bridge over the river Ouse.|" * 3
B = A + "A petition against it was signed by four thousand people of the old town."
C = "Rain fell on the harvest fair, and the brass band played on in the big tent until dusk." * 2

EXAMPLES = int(os.environ.get("EXAMPLES", "10"))  # more to search deeper

addresses = st.sampled_from([f"https://gazette.example/{n}" for n in "abc"])
D = "A short text, but not so short that it is none."
texts = st.sampled_from([A, B, C, D])  # an empty body would have the batch set aside


speakers = st.sampled_from([None, ("Ada Byron", "minister"), ("Ada Byron", "coach"), ("Roe", None)])


def spoken(speaker: tuple[str, str | None]) -> dict[str, tuple[object, ...]]:
    """The parts of an article that quotes somebody."""
    name, role = speaker
    quote = Quote(
        quote="The",
        kind="direct",
        speaker=name,
        speaker_role=role,
        paragraph=0,
        start=0,
        end=3,
        quote_group=0,
    )
    return {
        "quotes": (quote,),
        "mentions": (Mention(name=name, kind="person", mention=name, part="title"),),
        "wire_credits": (WireCredit(agency="Newswire", text="By Newswire"),),
    }


@st.composite
def pages(draw: st.DrawFn) -> Page:
    hour = draw(st.integers(0, 6))
    url = draw(addresses)
    if draw(st.booleans()):
        url += "?utm_source=feed"
    speaker = draw(speakers)
    draw_rejected = draw(st.integers(0, 5)) == 0
    return page(
        url,
        hour,
        draw(texts),
        final=draw(st.one_of(st.none(), addresses)),
        canonical=draw(st.one_of(st.none(), addresses)),
        run=f"2026030{draw(st.integers(1, 3))}T000000Z-000000",
        extractor=draw(st.sampled_from(["0.9.0", "0.10.0"])),
        boilerplate=draw(st.sampled_from([None, "2", "10"])),
        failed=hour == 6,
        title=draw(st.sampled_from(["A title", "Another"])),
        modified=draw(st.sampled_from([None, "2026-03-01"])),
        status="rejected" if draw_rejected else "article",
        reject_reason="too_short" if draw_rejected else None,
        **(spoken(speaker) if speaker else {}),
    )


def load_batches(
    connection: duckdb.DuckDBPyConnection, tmp_path: Path, batches: list[list[Page]]
) -> dict[str, list[tuple[object, ...]]]:
    """The tables of an empty warehouse after these batches."""
    root = Path(mkdtemp(dir=tmp_path))  # a new path each time: DuckDB caches what it read
    for (table,) in connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'store'"
    ).fetchall():
        connection.execute(f"DELETE FROM store.{table}")
    for n, batch in enumerate(batches):
        home, run = Home(root / str(n)), f"2026030{n}T000000Z-ffffff"
        write_run(home, run, batch)
        parts = Parts([home.captures(run, "0000")], [home.articles(run, "0000")], [], [])
        load_parts(connection, home, Manifest.read(home, run), parts)
    found = tables(connection)
    shutil.rmtree(root)
    return found


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    print_blob=True,
)
@given(data=st.data(), visits=st.lists(pages(), min_size=1, max_size=8))
def test_any_order_and_batching(
    data: st.DataObject,
    visits: list[Page],
    connection: duckdb.DuckDBPyConnection,
    tmp_path: Path,
) -> None:
    expected = load_batches(connection, tmp_path, [visits])
    again = data.draw(st.permutations(visits + visits[:2]))
    cuts = data.draw(st.lists(st.integers(0, len(again)), max_size=3).map(sorted))
    edges = [0, *cuts, len(again)]
    batches = [again[a:b] for a, b in pairwise(edges)]
    found = load_batches(connection, tmp_path, batches)
    for table, rows in expected.items():
        assert found[table] == rows, table


def test_a_b_a_is_three_intervals(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    url = "https://gazette.example/a"
    late = [[page(url, 1, A), page(url, 3, A)], [page(url, 2, B)]]
    found = load_batches(connection, tmp_path, late)
    assert len(found["article_revisions"]) == 3
    assert len(found["texts"]) == 2


def test_every_table_is_filled(connection: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    found = load_batches(connection, tmp_path, [[rich("https://gazette.example/a", 1)]])
    in_no_article = {"wire_credits", "datelines", "links", "citations", "dates_mentioned"}
    in_none_alone = {"sketches", "near_texts", "revision_changes", "quarantine", "tombstones"}
    in_none_alone |= {"block_counts", "hand_corrections", "copies", "brought_again"}
    assert {name for name, rows in found.items() if not rows} <= in_no_article | in_none_alone
