"""How many requests a host has under way at once."""

from pathlib import Path
from time import monotonic

import pytest

from pipeline.settings import Home
from pipeline.sources import Politeness
from tests.fetch.rogue import RogueServer
from tests.fetch.shards import LOOPBACK, fetch_urls


@pytest.mark.parametrize("connections", [1, 3])
def test_no_more_than_the_file_says(server: RogueServer, tmp_path: Path, connections: int) -> None:
    policy = Politeness(delay=0.02, connections=connections, allow_hosts=LOOPBACK)
    urls = [f"{server.base()}/slow/{n}" for n in range(9)]
    started = monotonic()
    captures = fetch_urls(Home(tmp_path), urls, policy=policy)
    assert [c.error_class for c in captures] == [None] * 9
    assert server.most_at_once == connections
    assert monotonic() - started >= 9 * 0.2 / connections
