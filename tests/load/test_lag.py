"""The lag from publication to the snapshot."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.load.lag import lag
from pipeline.load.loader import load
from pipeline.load.publish import publish
from pipeline.settings import Home
from tests.load.make import START, page, write_run

RUN, LATER = "20260301T000000Z-000000", "20260302T000000Z-000000"


def test_it_is_the_median_over_what_the_run_was_first_to_fetch(tmp_path: Path) -> None:
    home = Home(tmp_path)
    url, text = "https://gazette.example/a", "The mill opens on Monday, its owners said."
    dated = page(url, 3, text, run=RUN, published="2026-03-01T01:00:00Z")
    undated = page("https://gazette.example/b", 3, text, run=RUN)
    again = page(url, 9, text, run=LATER, published="2026-03-01T01:00:00Z")
    for run, pages in ((RUN, [dated, undated]), (LATER, [again])):
        write_run(home, run, pages)
        load(home, run)
    publish(home)
    seconds = (datetime.now(UTC) - START).total_seconds() - 3600
    assert lag(home, RUN) == pytest.approx(seconds, abs=60)
    assert lag(home, LATER) is None
