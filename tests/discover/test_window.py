"""A run limited to a span of time: what listings date in it, and nothing else."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.discover.refs import read_refs
from pipeline.discover.stage import discover
from pipeline.discover.window import ALWAYS, Window, day_or_time
from pipeline.errors import InputError
from pipeline.runs import new_run_id
from pipeline.settings import Home
from pipeline.sources import Discovery, Politeness, Source
from tests.fetch.rogue import RogueServer, rogue

DAY = datetime(2026, 3, 1, tzinfo=UTC)
MARCH = Window(DAY, DAY + timedelta(days=1))


@pytest.fixture
def server() -> Iterator[RogueServer]:
    with rogue() as server:
        yield server


def _source(server: RogueServer) -> Source:
    base = server.base()
    dates = {"before": "2026-02-28T23:59:59Z", "first": "2026-03-01", "last": "2026-03-01T23:59Z",
             "after": "2026-03-02T00:00:00Z"}  # fmt: skip
    urls = "".join(
        f"<url><loc>{base}/{name}</loc><lastmod>{date}</lastmod></url>"
        for name, date in dates.items()
    )
    server.files = {
        "/map.xml": f"<urlset>{urls}<url><loc>{base}/undated</loc></url></urlset>".encode()
    }
    polite = Politeness(delay=0.0, allow_hosts=("127.0.0.1",))
    old = Discovery(max_age=timedelta(seconds=1))
    return Source(name="s", sitemaps=(f"{base}/map.xml",), fetch=polite, discover=old)


def _found(home: Home, source: Source, window: Window) -> list[str]:
    run = new_run_id()
    shards = discover(home, run, sources=[source], window=window)
    refs = [ref for shard in shards for ref in read_refs(home.refs(run, shard))]
    return [ref.location.rpartition("/")[2] for ref in refs]


def test_only_what_was_published_then_is_taken(server: RogueServer, tmp_path: Path) -> None:
    source, home = _source(server), Home(tmp_path)
    assert _found(home, source, MARCH) == ["last", "first"]
    assert _found(home, source, Window(end=DAY)) == ["before"]  # the listing is unchanged by now
    assert _found(home, source, Window(DAY + timedelta(days=1))) == ["after"]
    assert _found(home, source, ALWAYS) == ["undated"]


def test_an_index_is_asked_for_the_sitemaps_of_then(server: RogueServer, tmp_path: Path) -> None:
    base = server.base()
    parts = "".join(
        f"<sitemap><loc>{base}/map-{month}.xml</loc><lastmod>2026-{month}-28</lastmod></sitemap>"
        for month in ("01", "02", "03")
    )
    source = _source(server)
    server.files = {f"/map-{m}.xml": server.files["/map.xml"] for m in ("01", "02", "03")} | {
        "/map.xml": f"<sitemapindex>{parts}</sitemapindex>".encode()
    }
    _found(Home(tmp_path), source, MARCH)
    assert [path for _, _, path, _ in server.log if "map" in path] == ["/map.xml", "/map-03.xml"]


def test_days_and_times_are_read() -> None:
    assert day_or_time("2026-03-01") == DAY
    assert day_or_time("2026-03-01T01:00+01:00") == DAY
    with pytest.raises(InputError, match="last Monday"):
        day_or_time("last Monday")
    with pytest.raises(InputError, match="after the start"):
        Window(DAY, DAY)
