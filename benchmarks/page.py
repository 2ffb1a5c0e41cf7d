"""How long each view of the page takes over a million articles.

    python -m benchmarks.page [ARTICLES]

Fifty thousand articles are generated, loaded and checked as the pipeline does it, and multiplied by
SQL, each copy with ids and times of its own; under ``build/bench-page``, once. Then every view is
asked for over HTTP, as a browser asks: the first time on a snapshot, and the median of four more.
"""

from __future__ import annotations

import platform
import re
import shutil
import statistics
import sys
import time
from contextlib import suppress
from os import cpu_count, getloadavg
from pathlib import Path

import duckdb

from benchmarks.generate import write_runs
from benchmarks.grow import grow
from pipeline.errors import CheckFailed
from pipeline.load.checks import check
from pipeline.load.loader import load
from pipeline.load.publish import count_for_page, publish
from pipeline.load.warehouse import STORAGE
from pipeline.settings import Home
from tests.page.conftest import Client, served

BUILD = Path("build/bench-page")
BASE = 50_000
RUN = "20260101T000000Z-base00"
RUNS = 5


def snapshot(articles: int) -> Home:
    """A home with a published snapshot of so many articles; made where it is not there."""
    home = Home((BUILD / str(articles)).resolve())
    if home.published.exists():
        return home
    base = Home((BUILD / "base").resolve())
    if not base.published.exists():
        shutil.rmtree(base.root, ignore_errors=True)
        write_runs(base, {RUN: range(min(BASE, articles))})
        load(base, RUN)
        with suppress(CheckFailed):  # of invented articles; the results are there all the same
            check(base, RUN)
        publish(base)
    copy = home.published.with_suffix(".tmp")
    copy.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(base.published, copy)
    config = {**STORAGE, "memory_limit": "3GB"}
    with duckdb.connect(str(copy), config=config) as database:
        database.execute("SET TimeZone = 'UTC'")
        grow(database, max(1, articles // BASE))
        newest = "(SELECT max(first_seen) FROM store.articles)"
        database.execute(f"UPDATE snapshot SET built_at = {newest}")
        count_for_page(database)
        database.execute("CHECKPOINT")
    copy.replace(home.published)
    return home


def measure(home: Home) -> None:
    """Print each view's first time on a snapshot, and the median of the next."""
    with served(home) as client:
        listed = client.ask("/articles").text
        article = re.search(r"/articles/([0-9a-f-]{36})", listed)
        assert article
        views = {
            "sources": "/",
            "source": "/sources/outlet07",
            "runs": "/runs",
            "checks": "/checks",
            "rejects": "/rejects",
            "articles": "/articles",
            "search, one word": "/articles?q=ment",
            "search, two words of one source": "/articles?q=ment+ing&source=outlet07",
            "search, nothing found": "/articles?q=zzzz",
            "article": f"/articles/{article.group(1)}",
            "changes": f"/articles/{article.group(1)}/changes",
            "today": "/today",
        }
        for name, path in views.items():
            walls, works = _times(client, path)
            first, *rest = walls
            print(
                f"{name:32} {first:6.0f} {statistics.median(rest):6.0f} ms,"
                f" {works[0]:6.0f} {statistics.median(works[1:]):6.0f} ms of processor time"
            )


def _times(client: Client, path: str) -> tuple[list[float], list[float]]:
    """Milliseconds that passed, and that this process's threads worked, by request."""
    walls, works = [], []
    for _ in range(RUNS):
        began, worked = time.perf_counter(), time.process_time()
        answer = client.ask(path)
        walls.append((time.perf_counter() - began) * 1000)
        works.append((time.process_time() - worked) * 1000)
        assert answer.status_code == 200, answer.text
    return walls, works


def main() -> None:
    articles = int(sys.argv[1]) if sys.argv[1:] else 1_000_000
    home = snapshot(articles)
    busy = ", ".join(f"{n:.1f}" for n in getloadavg())
    print(f"{articles:,} articles; {platform.machine()}, {cpu_count()} cores, load {busy}")
    print(f"{'view':32} {'first':>6} {'next':>6} ms,  first   next ms of processor time")
    measure(home)


if __name__ == "__main__":
    main()
