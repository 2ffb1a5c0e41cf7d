"""A shard of addresses, written and fetched."""

from collections.abc import Sequence
from datetime import UTC, datetime

from pipeline.discover.refs import write_refs
from pipeline.fetch.captures import read_captures
from pipeline.fetch.client import Client
from pipeline.fetch.stage import fetch
from pipeline.record import Capture, Ref
from pipeline.runs import Manifest
from pipeline.settings import Home
from pipeline.sources import Politeness, Source

LOOPBACK = ("127.0.0.0/8",)
POLITE = Politeness(delay=0.0, deadline=5, max_bytes=1_000_000, allow_hosts=LOOPBACK)
SOURCE = Source(name="s", fetch=POLITE)


def write_shard(home: Home, urls: Sequence[str], run: str = "r") -> None:
    """What discover leaves behind for one shard."""
    refs = [Ref(source="s", location=url, kind="url") for url in urls]
    write_refs(home.refs(run, "0000"), refs)
    created = datetime.now(UTC).isoformat()
    Manifest(run=run, created=created, shards=["0000"]).write(home)


def fetch_urls(
    home: Home,
    urls: Sequence[str],
    run: str = "r",
    policy: Politeness = POLITE,
    client: Client | None = None,
) -> list[Capture]:
    """The captures of ``urls`` in a run of one shard."""
    write_shard(home, urls, run)
    fetch(home, run, "0000", sources=[Source(name="s", fetch=policy)], client=client)
    return read_captures(home.captures(run, "0000"))
