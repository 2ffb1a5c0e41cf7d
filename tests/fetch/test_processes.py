"""Processes side by side share a host's pace; one that is killed is gone on from where it was."""

import signal
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from time import monotonic

from benchmarks.many_hosts import many_hosts, read_log
from pipeline.discover.listing import Entry
from pipeline.discover.queue import enqueue
from pipeline.fetch.captures import read_captures
from pipeline.fetch.frontier import Frontier
from pipeline.settings import Home
from pipeline.sources import Source
from tests.fetch.rogue import RogueServer
from tests.fetch.shards import write_shard

ROOT = Path(__file__).parents[2]
PACE = 0.25


@contextmanager
def fetching(home: Home, run: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "tests.fetch.fetching", str(home.root), run, str(PACE)]
    with subprocess.Popen(command, cwd=ROOT) as process:
        yield process


def test_processes_share_a_pace_and_their_pages(tmp_path: Path) -> None:
    home, hosts, log = Home(tmp_path / "home"), range(1, 4), tmp_path / "log"
    with many_hosts(log) as port:
        urls = [f"http://127.0.1.{n}:{port}/{p}" for n in hosts for p in range(8)]
        with Frontier(home.state / "frontier.sqlite") as frontier:
            enqueue(frontier, Source(name="s"), [Entry(url=url) for url in urls])
        for run, part in (("a", urls), ("b", urls[::2]), ("c", urls[1::2])):
            write_shard(home, part, run)
        with fetching(home, "a") as a, fetching(home, "b") as b, fetching(home, "c") as c:
            assert [process.wait(60) for process in (a, b, c)] == [0, 0, 0]
    asked = read_log(log)
    pages = [(entry.host, entry.path) for entry in asked if entry.path != "/robots.txt"]
    assert len(set(pages)) == len(pages) == len(urls)
    assert len(asked) - len(pages) == len(hosts)  # robots.txt: once a host for all of them
    captures = [c for run in "abc" for c in read_captures(home.captures(run, "0000"))]
    assert sorted(c.url for c in captures) == sorted(urls)
    times: dict[str, list[float]] = defaultdict(list)
    for entry in asked:
        times[entry.host].append(entry.time)
    assert min(b - a for host in times.values() for a, b in pairwise(host)) >= PACE


def test_a_killed_fetch_goes_on(server: RogueServer, tmp_path: Path) -> None:
    home = Home(tmp_path)
    hosts = [server.base(f"127.0.0.{n}") for n in range(1, 5)]
    urls = [f"{host}/{n}" for host in hosts for n in range(6)]
    write_shard(home, urls)
    with fetching(home, "r") as process:
        assert server.wait_for(16, timeout=30)
        process.send_signal(signal.SIGKILL)
    before = list(server.log)
    assert len(before) < len(urls)
    started = monotonic()
    with fetching(home, "r") as process:
        assert process.wait(60) == 0
    assert monotonic() - started < 30  # the dead process's leases are void
    captures = read_captures(home.captures("r", "0000"))
    assert sorted(c.url for c in captures) == sorted(urls)
    assert {c.error_class for c in captures} == {None}
    in_flight = {host: path for _, host, path, _ in before}
    asked = Counter((host, path) for _, host, path, _ in server.log)
    twice = {key for key, times in asked.items() if times > 1}
    assert twice <= set(in_flight.items())
    assert max(asked.values()) <= 2
