"""A takedown over a real server: fetched, forgotten, asked for again."""

from __future__ import annotations

import pytest
from rich.console import Console

from pipeline.commands.run import run_all
from pipeline.load.forget import forget
from pipeline.load.snapshot import open_snapshot
from pipeline.sample.server import MOVED, SampleServer
from pipeline.settings import Home
from tests.load.test_forget import strings

NEW, SHORT = "/news/swing-bridge-reopens.html", "/s/7.html"


def visit(home: Home, *targets: str) -> None:
    for outcome in run_all(home, targets, Console(quiet=True), force=True, jobs=1):
        assert not outcome.failed


def test_a_later_fetch_honours_the_tombstone(
    home: Home, outlet: SampleServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(MOVED, SHORT, NEW)
    visit(home)
    with open_snapshot(home) as connection:
        ((words, count),) = connection.execute(
            "SELECT any_value(text[-60:]) FILTER (contains(url, 'swing-bridge')), count(*) "
            "FROM articles"
        ).fetchall()
    assert words
    forget(home, [outlet.base + NEW])
    visit(home)
    visit(home, outlet.base + NEW, outlet.base + SHORT)
    with open_snapshot(home) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchall() == [(count - 1,)]
        assert connection.execute(
            "SELECT final_url, kind FROM captures WHERE error_class = 'forgotten'"
        ).fetchall() == [(outlet.base + SHORT, "failure")]
    told = {str(p.relative_to(home.root)) for p, text in strings(home) if words in text}
    assert told == set()
    named = {p.relative_to(home.root).parts[0] for p, text in strings(home) if NEW in text}
    assert named <= {"raw"}  # where other pages link to it
