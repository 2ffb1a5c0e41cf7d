"""An outlet added from its home page, run, and shown."""

from pathlib import Path

import pytest

from pipeline.commands import sources as commands
from pipeline.discover.stage import discover
from pipeline.errors import InputError
from pipeline.fetch.frontier import Frontier
from pipeline.fetch.rebuild import rebuild
from pipeline.fetch.stage import fetch
from pipeline.runs import new_run_id
from pipeline.sample.server import serve
from pipeline.settings import Home
from pipeline.sources import Politeness, Source, read_source


def test_what_a_home_page_names_becomes_a_source(
    tmp_path: Path,
) -> None:
    with serve() as server:
        commands.add(f"{server.base}/", "sample", ["127.0.0.1"], tmp_path)
        source = read_source(tmp_path / "sources" / "sample.toml")
        assert source.feeds or source.sitemaps
        assert source.fetch.allow_hosts == ("127.0.0.1",)
        with pytest.raises(InputError, match="exists"):
            commands.add(f"{server.base}/", "sample", ["127.0.0.1"], tmp_path)


def test_a_lost_frontier_comes_back_from_the_captures(tmp_path: Path) -> None:
    home = Home(tmp_path)
    columns = "url, etag, last_modified, digest, visits, failures"
    known = f"SELECT {columns} FROM urls WHERE fetched_at IS NOT NULL ORDER BY url"
    with serve() as server:
        polite = Politeness(delay=0.0, allow_hosts=("127.0.0.1",))
        source = Source(name="sample", feeds=(f"{server.base}/feed.xml",), fetch=polite)
        run = new_run_id()
        for shard in discover(home, run, sources=[source]):
            fetch(home, run, shard, sources=[source])
    path = home.state / "frontier.sqlite"
    with Frontier(path) as frontier:
        before = [tuple(row) for row in frontier.all(known)]
    for part in home.state.glob("frontier.sqlite*"):
        part.unlink()
    assert rebuild(home, [source]) == len(before) > 0
    with Frontier(path) as frontier:
        assert [tuple(row) for row in frontier.all(known)] == before
