"""``broadsheet sources status``: how each source does, and what the last checks say of it."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import closing
from datetime import datetime
from functools import partial
from time import time

from rich.console import Console

from pipeline.load.health import listings, prepare
from pipeline.load.snapshot import open_snapshot
from pipeline.settings import Home

_WARNINGS = """
SELECT source, name || ': ' || sample FROM check_results
WHERE source <> '' AND run = (SELECT arg_max(run, checked_at) FROM check_results)
ORDER BY source, level, name
"""
_RESTS = """
SELECT DISTINCT u.source, h.host, strftime('%Y-%m-%d %H:%M', h.rest_to, 'unixepoch')
FROM hosts h JOIN urls u USING (host) WHERE h.rest_to > ? ORDER BY u.source, h.host
"""


def print_health(home: Home, console: Console, now: datetime | None = None) -> None:
    """A few lines a source: last success, new articles a day, failures of the last seven days by
    class, fields filled, and what there is to look into."""
    with open_snapshot(home) as connection:
        prepare(connection, home, now)
        rows = connection.execute("FROM source_health").fetchall()
        warnings = connection.execute(_WARNINGS).fetchall()
    line = partial(console.print, markup=False, highlight=False, soft_wrap=True)
    told: dict[str, list[str]] = defaultdict(list)
    for source, warning in warnings:
        told[source].append(warning)
    for source, url, failures, problem in listings(home):
        if problem and f"{url} failed" not in " ".join(told[source]):
            told[source].append(f"{url}: {problem}" + (f" ({failures} times)" if failures else ""))
    for source, host, until in _rests(home):
        told[source].append(f"{host} rests until {until} UTC")
    for source, success, daily, before, captures, failures, fields in rows:
        last = f"last success {success:%Y-%m-%d %H:%M} UTC" if success else "no success yet"
        usual = f" ({before:.1f} before)" if before is not None else ""
        line(f"{source}: {last}, {daily:.1f} new articles a day{usual}")
        line(f"  {captures} captures in 7 days, failed: {failures or 'none'}")
        if fields:
            line(f"  filled: {fields}")
        for warning in told[source]:
            line(f"  ! {warning}", style="yellow")


def _rests(home: Home) -> list[tuple[str, str, str]]:
    path = home.state / "frontier.sqlite"
    if not path.exists():
        return []
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=30)) as frontier:
        return frontier.execute(_RESTS, (time(),)).fetchall()
