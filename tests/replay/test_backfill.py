"""Backfills of the sample: a lost warehouse, a sitemap's past, archives; each again for nothing."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from rich.console import Console

from pipeline.commands.backfill import chunk_by_chunk
from pipeline.commands.demo import add_sample_sources
from pipeline.discover.window import ALWAYS
from pipeline.errors import ConfigurationError, InputError
from pipeline.load.removal import undo
from pipeline.replay.backfill import plan
from pipeline.runs import Manifest
from pipeline.sample.server import serve
from pipeline.settings import Home, ShardSize
from pipeline.sources import Source
from pipeline.stages import parse

QUIET = Console(quiet=True)
RUN = "20260301T000000Z-abcdef"
ARTICLES = "SELECT article_id, url, title, text, first_seen, last_seen FROM articles ORDER BY ALL"


def backfill(home: Home, kind: str, *targets: str, days: Sequence[str | None] = ()) -> list[str]:
    """Run one; the runs of its chunks."""
    outcomes = list(chunk_by_chunk(home, kind, targets, days, QUIET, 1))
    assert not any(outcome.failed for outcome in outcomes)
    return [outcome.run for outcome in outcomes]


def ask(home: Home, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(home.published), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def lose(home: Home) -> None:
    home.warehouse.unlink()
    shutil.rmtree(home.published.parent)


def test_a_lost_warehouse_is_filled_from_what_was_captured(home: Home) -> None:
    before = ask(home, ARTICLES)
    lose(home)
    assert backfill(home, "captures", days=["2999-01-01", None]) == []
    assert len(backfill(home, "captures", days=[None, "2999-01-01"])) == 1
    assert ask(home, ARTICLES) == before
    assert backfill(home, "captures") == []


def test_chunks_have_the_size_asked_for_and_are_planned_once(home: Home) -> None:
    lose(home)
    size = ShardSize(documents=6)
    chunks = plan(home, RUN, "captures", sources=[], window=ALWAYS, size=size)
    assert len(chunks) > 2 and all(chunk.startswith(RUN) for chunk in chunks)
    counts = [parse(home, chunk, s).documents for chunk in chunks
              for s in Manifest.read(home, chunk).shards]  # fmt: skip
    assert 0 < max(counts) <= 6
    assert plan(home, RUN, "captures", sources=[], window=ALWAYS, size=size) == chunks
    assert Manifest.read(home, RUN).shards == []


def test_what_somebody_took_out_stays_out(home: Home) -> None:
    ((run,),) = ask(home, "SELECT run FROM runs")
    undo(home, str(run))
    assert backfill(home, "captures") == []


def test_the_past_of_a_sitemap_within_the_budgets_of_its_runs(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with serve() as server:
        add_sample_sources(home, server.base)
        outlet = home.sources / "alder-ledger.toml"
        outlet.write_text(outlet.read_text().replace("[fetch]", "[fetch]\nbudget = 4"))
        chunks = backfill(home, "sitemaps", "alder-ledger", days=["2000-01-01", None])
        assert len(chunks) > 1
        sizes = ask(
            home,
            f"SELECT count(*) FROM captures WHERE run LIKE '{chunks[0][:23]}%' GROUP BY run",
        )
        assert len(sizes) == len(chunks) and max(sizes) <= (4,)
        assert len(ask(home, "FROM articles")) > 3
        assert backfill(home, "sitemaps", "alder-ledger", days=["2000-01-01", None]) == []


def test_a_feed_has_no_past(home: Home) -> None:
    only_feeds = Source(name="gazette", feeds=("https://gazette.example/feed",))
    both = replace(only_feeds, name="herald", sitemaps=("https://herald.example/map.xml",))
    with pytest.raises(InputError, match=r"gazette: no sitemaps, and a feed has no past: it lists"):
        plan(home, RUN, "sitemaps", ["gazette"], sources=[only_feeds, both], window=ALWAYS)
    with pytest.raises(InputError, match="nobody: not a source; these are: gazette, herald"):
        plan(home, RUN, "sitemaps", ["nobody"], sources=[only_feeds, both], window=ALWAYS)


def test_archives_by_shards_of_their_own(home: Home, tmp_path: Path) -> None:
    other = Home(tmp_path / "other")
    archives = sorted(str(path) for path in home.raw.glob("*.warc.gz"))
    assert len(backfill(other, "archives", *archives)) == 1
    titles = "SELECT title FROM articles WHERE url LIKE 'http%' ORDER BY ALL"
    assert ask(other, titles) == ask(home, titles) != []
    assert backfill(other, "archives", *archives) == []


def test_what_cannot_be_planned_is_said(home: Home) -> None:
    with pytest.raises(ConfigurationError, match="feeds: not a kind of backfill; these are: capt"):
        plan(home, RUN, "feeds", sources=[], window=ALWAYS)
    with pytest.raises(InputError, match="archives: name WARC files"):
        plan(home, RUN, "archives", sources=[], window=ALWAYS)
