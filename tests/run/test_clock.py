"""A clock that was days ahead and is set right: nothing hangs or is lost, and a check tells."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta

import duckdb

from pipeline.sample.server import SampleServer
from pipeline.settings import Home

# The process lives two days ahead; the modules take time from these two names alone.
AHEAD = f"""
import datetime, time
real, days = time.time, {timedelta(days=2).total_seconds()}
time.time = lambda: real() + days
class Ahead(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + datetime.timedelta(seconds=days)
datetime.datetime = Ahead
"""
RUN = "from pipeline.cli import main; main()"
PAGE = "/news/swing-bridge-reopens.html"


def run(home: Home, *words: str, clock: str = "") -> None:
    command = [sys.executable, "-c", clock + RUN, "run", *words, "--home", str(home.root)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_clock_that_is_set_back(home: Home, outlet: SampleServer) -> None:
    run(home, outlet.base + PAGE, clock=AHEAD)
    outlet.edition = 2
    run(home, "alder-ledger")
    with duckdb.connect(str(home.published), read_only=True) as connection:
        first, articles = connection.execute(
            "SELECT count(*) FILTER (fetched_at > now() + INTERVAL 1 DAY), "
            "(SELECT count(*) FROM articles) FROM captures"
        ).fetchall()[0]
        told = connection.execute(
            "SELECT bad_rows, sample FROM check_results WHERE name = 'clock' ORDER BY run DESC"
        ).fetchall()
    assert first == 1 and articles > 5
    assert told[0][0] == 1 and PAGE in told[0][1]
