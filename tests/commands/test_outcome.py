"""What a run tells of itself."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from rich.console import Console

from pipeline.commands.run import Outcome, Step, print_outcome
from pipeline.settings import Home


def test_counts_are_told_in_words(tmp_path: Path) -> None:
    steps = (
        Step("fetch", 0.5, {"refs": 1200, "failures": 1, "revisits": 0}),
        Step("load", 0.5, {"articles_new": 1, "articles_changed": 2}),
        Step("publish", 0.5, {"replaced": True, "articles": 1}),
    )
    out = StringIO()
    console = Console(file=out, width=120)
    print_outcome(Outcome("20260301T000000Z-000000", steps, {}, None), Home(tmp_path), console)
    for told in ("1,200 refs, 1 failure ", "1 article new, 2 articles changed", "replaced, 1 art"):
        assert told in out.getvalue()
