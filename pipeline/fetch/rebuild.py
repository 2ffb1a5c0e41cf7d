"""The frontier's addresses, made anew from the captures of the runs."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.fetch.captures import read_captures
from pipeline.fetch.frontier import Frontier
from pipeline.fetch.outcomes import settle
from pipeline.settings import Home
from pipeline.sources import Discovery, Source
from pipeline.urls import url_id


def rebuild(home: Home, sources: Sequence[Source]) -> int:
    """Note what the runs' captures say of web addresses, oldest first; the number of captures.
    What was read from files was not asked
    for, and took no time.

    Paces, robots.txt and the state of feeds are not in captures: they are learned again. What the
    frontier knows already stays.
    """
    revisits = {source.name: source.discover.revisit for source in sources}
    captures = [
        capture
        for path in (home.root / "stage").glob("*/captures/*.parquet")
        for capture in read_captures(path)
        if capture.url.startswith(("http://", "https://")) and capture.seconds is not None
    ]
    captures.sort(key=lambda capture: capture.fetched_at)
    with Frontier(home.state / "frontier.sqlite") as frontier, frontier.transaction():
        for capture in captures:
            revisit = revisits.get(capture.source, Discovery().revisit)
            settle(frontier, url_id(capture.url).bytes, capture, revisit, conditional=False)
    return len(captures)
