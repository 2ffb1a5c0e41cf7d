"""Search in the published file: inflection, accents, phrases, filters, other names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipeline.commands.search import passages
from pipeline.load import index as indexing
from pipeline.load.correct import correct
from pipeline.load.loader import load
from pipeline.load.publish import publish
from pipeline.load.snapshot import open_snapshot, search_articles
from pipeline.load.stem import stem
from pipeline.load.warehouse import open_warehouse
from pipeline.settings import Home
from tests.load.make import page, write_run

TEXTS = {
    "a": ("Strike ends", "Miners who struck in spring voted to end the strike at the old pit."),
    "b": ("Pit stop", "The café by the mines serves miners' families; nobody is striking there."),
    "c": ("Élections", "The élections were held; the prime minister of the day lost them."),
    "d": ("Numbers", "The minister said a prime number of seats, 11, had changed hands."),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("home"))
    for n, (name, (title, text)) in enumerate(TEXTS.items()):
        run = f"2026030{n + 1}T000000Z-000000"
        url = f"https://gazette.example/{name}"
        day = f"2026-03-0{n + 1}"
        source = "gazette" if n % 2 else "herald"
        old = page(url, 0, "An older state about zebras.", title="Old", run=run)
        new = page(url, 1, text, title=title, published=day, source=source, run=run)
        write_run(home, run, [old, new])
        load(home, run)
    publish(home)
    return home


@pytest.fixture
def connection(home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_snapshot(home) as connection:
        yield connection


@pytest.mark.parametrize(
    ("query", "urls"),
    [
        ("strikes", "ab"),
        ("mining", "b"),
        ("cafe", "b"),
        ("election", "c"),
        ("prime minister", "cd"),
        ('"prime minister"', "c"),
        ('"minister said"', "d"),
        ("zebra", ""),
        ("the", ""),
        ("", ""),
        ('"', ""),
        ("' OR 1=1 --", ""),
    ],
)
def test_finds(connection: duckdb.DuckDBPyConnection, query: str, urls: str) -> None:
    found = {hit.url[-1] for hit in search_articles(connection, query)}
    assert found == set(urls)


def test_best_first_and_filters(connection: duckdb.DuckDBPyConnection) -> None:
    assert [hit.url[-1] for hit in search_articles(connection, "strike")] == ["a", "b"]
    assert [h.url[-1] for h in search_articles(connection, "strike", source="gazette")] == ["b"]
    assert [h.url[-1] for h in search_articles(connection, "strike", since="2026-03-02")] == ["b"]
    assert [h.url[-1] for h in search_articles(connection, "strike", until="2026-03-01")] == ["a"]
    assert len(search_articles(connection, "strike", top=1)) == 1


def test_what_was_corrected_by_hand(tmp_path: Path) -> None:
    """The day that a search goes by, and the title shown, also after the article was read again."""
    home, url = Home(tmp_path), "https://gazette.example/a"
    for hour, text in enumerate(["The mill stands.", "The mill stands still."]):
        run = f"20260301T0{hour}0000Z-000000"
        write_run(home, run, [page(url, hour, text, published="2026-03-01", run=run)])
        load(home, run)
        if not hour:
            correct(home, url, "published", "2026-02-20")
            correct(home, url, "title", "Another title")
        publish(home)
        with open_snapshot(home) as connection:
            assert search_articles(connection, "mill", since="2026-03-01") == []
            (hit,) = search_articles(connection, "mill", until="2026-02-20")
            assert (str(hit.published), hit.title) == ("2026-02-20", "Another title")


def test_under_another_name(home: Home) -> None:
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{home.published}' AS elsewhere (READ_ONLY)")
        assert connection.execute("SELECT count(*) FROM elsewhere.articles").fetchall() == [(4,)]
        named = connection.execute("FROM elsewhere.search('strike', db := 'elsewhere')")
        assert len(named.fetchall()) == 2
        connection.execute("USE elsewhere")
        assert len(connection.execute("FROM search('strike')").fetchall()) == 2


def test_merged_segments_find_the_same(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before, during and after a merge of many steps."""
    monkeypatch.setattr(indexing, "MANY", 2)
    monkeypatch.setattr(indexing, "LEAST", 1)
    with open_warehouse(home) as connection:
        before = connection.execute("FROM search('minister')").fetchall()
        postings = connection.execute(_POSTINGS).fetchall()
        assert _segments(connection) > 2
        steps = 0
        while _segments(connection) > 1:
            indexing.merge(connection)
            steps += 1
            assert connection.execute("FROM search('minister')").fetchall() == before
            assert connection.execute(_POSTINGS).fetchall() == postings
        assert steps > 2
        assert connection.execute(
            "FROM store.search_segments SEMI JOIN store.postings USING (segment)"
        ).fetchall() == [(5, 5, None, 0)]


def test_a_merge_takes_no_more_than_one_segment_holds(tmp_path: Path) -> None:
    with open_warehouse(Home(tmp_path)) as connection:
        half = indexing.SEGMENT // 2 - 1
        connection.execute(
            "INSERT INTO store.search_segments SELECT range, ? - range, NULL, 0 FROM range(40)",
            [half],
        )
        connection.execute("INSERT INTO store.postings SELECT range, 1, range, 1 FROM range(40)")
        indexing.merge(connection)
        assert _segments(connection) == 40
        indexing.merge(connection, half * 2)
        assert _segments(connection) == 39
        assert connection.execute("SELECT count(*) FROM store.postings").fetchall() == [(40,)]


_POSTINGS = "SELECT stem, content_id, occurs FROM store.postings ORDER BY ALL"


def _segments(connection: duckdb.DuckDBPyConnection) -> int:
    ((segments,),) = connection.execute("SELECT count(*) FROM store.search_segments").fetchall()
    return int(segments)


@pytest.mark.parametrize(
    ("words", "stemmed"),
    [
        ("connect connected connecting connection connections", "connect"),
        ("hope hoped hopes hoping", "hope"),
        ("relation relations relate related", "relat"),
        ("nation national nations", "nation"),
        ("controlled controlling control", "control"),
        ("cities city", "citi"),
        ("replacement replace replaced", "replac"),
    ],
)
def test_stems(words: str, stemmed: str) -> None:
    sql = f"SELECT DISTINCT {stem('w')} FROM (SELECT unnest(string_split('{words}', ' ')) AS w)"
    with duckdb.connect() as connection:
        assert connection.execute(sql).fetchall() == [(stemmed,)]


def test_passages_are_cut_between_words() -> None:
    text = "word " * 60 + "the strike began " + "word " * 60
    (passage,) = passages(text, ["strikes"])
    assert passage.startswith("… word") and passage.endswith("word …")
    assert "strike" in passage and len(passage) < 220


@pytest.mark.parametrize("contents", [1, 499, 5_141, 7_499, 12_500, 26_000])
def test_a_part_is_indexed_in_even_spans(contents: int) -> None:
    spans = list(indexing._chunks("part", 11, 10 + contents))
    lengths = [last - first + 1 for _, first, last in spans]
    assert [first for _, first, _ in spans] == [11, *(last + 1 for _, _, last in spans[:-1])]
    assert sum(lengths) == contents
    assert max(lengths) - min(lengths) <= 1
    assert max(lengths) <= 1.5 * indexing.CHUNK
