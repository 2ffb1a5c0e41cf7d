"""All six stages over the sample outlet, served over HTTP."""

import shutil
from collections.abc import Callable

import duckdb
import pytest
from rich.console import Console

from pipeline.commands.run import Outcome, run_all
from pipeline.fetch.frontier import Frontier
from pipeline.fetch.rebuild import rebuild
from pipeline.sample.server import SampleServer
from pipeline.settings import Home
from pipeline.sources import load_sources

QUIET = Console(quiet=True)


def run(home: Home, *targets: str, force: bool = False) -> Outcome:
    (outcome,) = run_all(home, targets, QUIET, force=force, jobs=1)
    return outcome


def rows(home: Home, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(home.published), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_the_whole_way_and_again(home: Home, outlet: SampleServer, tables: Callable) -> None:
    first = run(home)
    assert not first.failed
    titles = {title for (title,) in rows(home, "SELECT title FROM articles")}
    assert {
        "Swing bridge reopens after two-year repair",
        "Altes Hafenbecken wird saniert",
        "Nations sign accord on deep-sea fishing",
        "Museum opens its doors",
    } <= titles
    failures = rows(home, "SELECT DISTINCT error_class FROM captures WHERE error_class IS NOT NULL")
    assert {kind for (kind,) in failures} == {"robots", "gone"}
    assert any(str(url).endswith("/harbour/") for (url,) in rows(home, "SELECT url FROM rejects"))
    before = tables(home)

    second = run(home)
    assert not second.failed
    assert {step.stage: step.counts for step in second.steps}["discover"] == {"shards": 0}
    assert tables(home) == before


def test_an_unchanged_outlet_seen_again_adds_captures_alone(
    home: Home, outlet: SampleServer, tables: Callable
) -> None:
    run(home, "alder-ledger")
    before, captures = tables(home), rows(home, "SELECT count(*) FROM captures")[0][0]
    again = run(home, "alder-ledger", force=True)
    assert tables(home) == before
    added = rows(
        home,
        "SELECT kind, coalesce(error_class, ''), count(*) FROM captures"
        f" WHERE run = '{again.run}' GROUP BY ALL",
    )
    assert sum(number for *_, number in added) == captures  # each address once more
    assert {(kind, error) for kind, error, _ in added} == {
        ("revisit", ""), ("failure", "robots"), ("response", "gone")
    }  # fmt: skip


def test_a_lost_frontier_comes_back_from_the_warehouse(home: Home, outlet: SampleServer) -> None:
    known = (
        "SELECT url, digest, etag, visits, failures, fetched_at FROM urls"
        " WHERE fetched_at IS NOT NULL ORDER BY url"
    )
    run(home)
    with Frontier(home.state / "frontier.sqlite") as frontier:
        before = [tuple(row) for row in frontier.all(known)]
    shutil.rmtree(home.state)
    shutil.rmtree(home.root / "stage")  # as `broadsheet clean` does in time
    assert rebuild(home, load_sources(home.sources)) == len(before)
    with Frontier(home.state / "frontier.sqlite") as frontier:
        assert [tuple(row) for row in frontier.all(known)] == before
    assert {step.stage: step.counts for step in run(home, "alder-ledger").steps}["discover"] == {
        "shards": 0
    }


def test_one_article_in_three_dresses_is_one(home: Home, outlet: SampleServer) -> None:
    run(home, "alder-ledger")
    addresses = rows(
        home,
        "SELECT u.url FROM article_urls u JOIN articles a USING (article_id)"
        " WHERE a.title LIKE 'Swing bridge%' ORDER BY u.url",
    )
    assert len({url for (url,) in addresses}) >= 2  # the page, its AMP form, a moved address
    assert rows(home, "SELECT count(*) FROM articles WHERE title LIKE 'Swing bridge%'") == [(1,)]


def test_a_changed_article_gets_a_revision(home: Home, outlet: SampleServer) -> None:
    run(home, "alder-ledger")
    outlet.edition = 2
    run(home, "alder-ledger", force=True)
    states = rows(
        home,
        "SELECT r.title FROM article_revisions r JOIN articles a USING (article_id)"
        " WHERE a.url LIKE '%ferry-talks%' ORDER BY r.revision",
    )
    assert states == [
        ("Ferry crews and company to meet again on Friday",),
        ("Ferry crews set strike date as talks stall",),
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.html", b""),
        ("binary.html", bytes(range(256)) * 64),
        ("image.txt", b"\x89PNG\r\n\x1a\n" + bytes(2000)),
        ("nothing.html", b"<html><head><title>x</title></head><body></body></html>"),
    ],
)
def test_a_bad_file_is_a_row_and_the_others_are_loaded(
    home: Home, name: str, content: bytes
) -> None:
    folder = home.root / "inbox"
    folder.mkdir()
    (folder / name).write_bytes(content)
    (folder / "good.txt").write_text(
        "The lighthouse of Port Alder will be painted in June, the harbour office said.\n\n" * 4
    )
    outcome = run(home, str(folder))
    assert not outcome.failed
    assert rows(home, "SELECT count(*) FROM articles") == [(1,)]
    (reject,) = rows(home, "SELECT url, reason FROM rejects")
    assert str(reject[0]).endswith(name)
    assert reject[1]


def test_a_source_that_is_not_valid_stops_no_other(
    home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    (home.sources / "wrong.toml").write_text('feedz = ["http://example.org/feed"]')
    outcome = run(home)
    assert not outcome.failed
    assert "wrong.toml" in caplog.text
    assert "feedz" in caplog.text
    assert rows(home, "SELECT count(*) > 10 FROM articles") == [(True,)]
