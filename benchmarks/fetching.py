"""``make bench-fetch``: a thousand pages of a hundred hosts, against the ideal of their paces.

Prints and writes ``docs/benchmarks/fetching.md``.
"""

from __future__ import annotations

import resource
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from time import perf_counter, process_time

from benchmarks.many_hosts import Asked, many_hosts, read_log
from pipeline.discover.refs import write_refs
from pipeline.fetch.captures import read_captures
from pipeline.fetch.stage import fetch
from pipeline.record import Capture, Ref
from pipeline.runs import Manifest
from pipeline.settings import Home
from pipeline.sources import Politeness, Source

HOSTS, PAGES, PACE = 100, 10, 1.0
REPORT = Path("docs/benchmarks/fetching.md")
HEAD = """# Speed of fetching

`make bench-fetch`: a thousand pages of a hundred hosts by one process, from a server of its own on
loopback. Every host is asked for its robots.txt and ten pages, one pace apart, side by side with
the others, so no run can end before ten gaps are over: that is the ideal. Times are those of the
packets' arrival by the server's kernel.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A run: what was asked for and what came of it. ``wall`` and ``cpu`` are the stage's seconds,
    ``grown`` the bytes of memory that came to use after the first third of the pages.
    """

    pace: float
    captures: list[Capture]
    log: list[Asked]
    wall: float
    cpu: float
    grown: int

    @property
    def by_host(self) -> dict[str, list[float]]:
        """When each host was asked."""
        times: dict[str, list[float]] = defaultdict(list)
        for asked in self.log:
            times[asked.host].append(asked.time)
        return times

    @property
    def ideal(self) -> float:
        """The seconds that the longest host takes at its pace."""
        return max(len(times) - 1 for times in self.by_host.values()) * self.pace

    @property
    def taken(self) -> float:
        """The seconds from the first request to the last, by the server's log."""
        return self.log[-1].time - self.log[0].time

    @property
    def gaps(self) -> list[float]:
        """The seconds between two requests to one host, as the server's kernel saw them."""
        return [b - a for times in self.by_host.values() for a, b in pairwise(times)]

    @property
    def twice(self) -> int:
        """Addresses that were asked for more than once."""
        return sum(n > 1 for n in Counter((a.host, a.path) for a in self.log).values())


def measure(folder: Path, hosts: int, pages: int, pace: float, private: int = 0) -> Measured:
    """Fetch ``pages`` of each of ``hosts``; ``private`` ones more are forbidden by robots.txt."""
    home, log = Home(folder / "home"), folder / "log.jsonl"
    memory: dict[int, int] = {}

    def progress(done: int, of: int) -> None:
        if done in (of // 3, of):
            memory[done] = resident()

    with many_hosts(log) as port:
        bases = [f"http://127.0.1.{n}:{port}" for n in range(1, hosts + 1)]
        paths = [f"/{n}" for n in range(pages)] + [f"/private/{n}" for n in range(private)]
        write_refs(
            home.refs("r", "0000"),
            [Ref(source="s", location=base + path, kind="url") for path in paths for base in bases],
        )
        created = datetime.now(UTC).isoformat()
        Manifest(run="r", created=created, shards=["0000"]).write(home)
        source = Source(name="s", fetch=Politeness(delay=pace, allow_hosts=("127.0.0.0/8",)))
        started, cpu = perf_counter(), process_time()
        fetch(home, "r", "0000", sources=[source], progress=progress)
        wall, cpu = perf_counter() - started, process_time() - cpu
    return Measured(
        pace=pace,
        captures=read_captures(home.captures("r", "0000")),
        log=read_log(log),
        wall=wall,
        cpu=cpu,
        grown=max(memory.values()) - min(memory.values()),
    )


def resident() -> int:
    """The bytes of memory that this process holds now."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def main(pace: float) -> None:
    """Measure, print, and keep the figures."""
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder), HOSTS, PAGES, pace)
    rows = {
        "pages fetched": f"{sum(c.kind == 'response' for c in found.captures):,}",
        "hosts": str(len(found.by_host)),
        "pace": f"{pace:g} s",
        "ideal": f"{found.ideal:.2f} s",
        "first request to last": f"{found.taken:.2f} s",
        "of the ideal throughput": f"{found.ideal / found.taken:.1%}",
        "the whole stage": f"{found.wall:.2f} s",
        "smallest gap": f"{min(found.gaps):.4f} s",
        "asked twice": str(found.twice),
        "CPU a request": f"{found.cpu / len(found.log) * 1000:.2f} ms",
        "memory grown after the first third": f"{found.grown / 1e6:.1f} MB",
    }
    table = "".join(f"| {name} | {value} |\n" for name, value in rows.items())
    REPORT.write_text(f"{HEAD}\n| | |\n|---|---|\n{table}")
    print(table)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else PACE)
