"""The stages over the sample outlet: what is new is fetched once, whole, and can be read back."""

from pathlib import Path

from pipeline.discover.stage import discover
from pipeline.fetch.captures import is_document, read_captures
from pipeline.fetch.payloads import Payloads
from pipeline.fetch.stage import fetch
from pipeline.runs import Manifest, new_run_id
from pipeline.sample.server import TEXTS, serve
from pipeline.settings import Home
from pipeline.sources import Politeness, Source


def test_a_second_run_on_an_unchanged_outlet_finds_nothing_new(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with serve() as server:
        source = Source(
            name="sample",
            feeds=(f"{server.base}/feed.xml",),
            sitemaps=(f"{server.base}/sitemap.xml",),
            folders=(str(TEXTS),),
            fetch=Politeness(delay=0.0, allow_hosts=("127.0.0.1",)),
        )
        run = new_run_id()
        shards = discover(home, run, sources=[source])
        counts = [fetch(home, run, shard, sources=[source]) for shard in shards]
        assert shards == ["0000", "0001"]
        assert sum(c.refs for c in counts) == Manifest.read(home, run).parameters["refs"]
        assert counts[0].errors == {"robots": 1, "gone": 1}
        assert counts[1].resources == len(list(TEXTS.glob("*.txt")))
        with Payloads(home) as payloads:
            for capture in (c for s in shards for c in read_captures(home.captures(run, s))):
                if is_document(capture):
                    assert payloads.read(capture)[0]
        again = new_run_id()
        assert discover(home, again, sources=[source]) == []
        assert Manifest.read(home, again).shards == []
