"""How long each view of the page takes over a million articles.

    python -m benchmarks.page HOME [COPIES]

HOME holds a published snapshot of generated articles (``benchmarks.generate``, then
``broadsheet load``). It is multiplied by SQL into HOME/page/: each copy has ids, times and numbers
of its own, so tables and their order are as a load would have left them. Then every view is asked
for over HTTP, as a browser asks, and the first time and the median of four more are printed.
"""

from __future__ import annotations

import re
import shutil
import statistics
import sys
import time
from pathlib import Path

import duckdb

from benchmarks.grow import grow
from pipeline.settings import Home
from tests.page.conftest import Client, served

RUNS = 5


def multiply(source: Path, target: Path, copies: int) -> None:
    """A snapshot at ``target`` with the articles of ``source`` as often as ``copies`` says."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    with duckdb.connect(
        str(target), config={"storage_compatibility_version": "v1.2.0", "memory_limit": "4GB"}
    ) as database:
        database.execute("SET TimeZone = 'UTC'")
        grow(database, copies)
        database.execute(
            "UPDATE snapshot SET built_at = (SELECT max(first_seen) FROM store.articles)"
        )
        database.execute("CHECKPOINT")


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
    source = Home(Path(sys.argv[1]))
    target = Home(source.root / "page")
    if not target.published.exists():
        multiply(source.published, target.published, int(sys.argv[2]) if sys.argv[2:] else 20)
    measure(target)


if __name__ == "__main__":
    main()
