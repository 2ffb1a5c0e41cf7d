"""The frontier's addresses, made anew from the captures of the runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.fetch.captures import capture_from_row, read_captures
from pipeline.fetch.frontier import Frontier
from pipeline.fetch.outcomes import settle
from pipeline.record import Capture
from pipeline.settings import Home
from pipeline.sources import Discovery, Source
from pipeline.urls import url_id


def rebuild(home: Home, sources: Sequence[Source]) -> int:
    """Note what captures say of web addresses, oldest first; the number of captures. They are taken
    from the warehouse and from the runs that are still on disk. What was read from files was not
    asked for, and took no time.

    Paces, robots.txt and the state of feeds are not in captures: they are learned again. What the
    frontier knows already stays.
    """
    revisits = {source.name: source.discover.revisit for source in sources}
    known = {capture.capture_id: capture for capture in _loaded(home)}
    for path in (home.root / "stage").glob("*/captures/*.parquet"):
        known |= {capture.capture_id: capture for capture in read_captures(path)}
    captures = [
        capture
        for capture in known.values()
        if capture.url.startswith(("http://", "https://")) and capture.seconds is not None
    ]
    captures.sort(key=lambda capture: capture.fetched_at)
    with Frontier(home.state / "frontier.sqlite") as frontier, frontier.transaction():
        for capture in captures:
            revisit = revisits.get(capture.source, Discovery().revisit)
            settle(frontier, url_id(capture.url).bytes, capture, revisit, conditional=False)
    return len(captures)


def _loaded(home: Home) -> Iterator[Capture]:
    """The captures in the warehouse; none where nothing was loaded yet."""
    if not home.warehouse.exists():
        return
    from pipeline.load.warehouse import open_warehouse

    with open_warehouse(home) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        rows = connection.execute(
            "SELECT * REPLACE (replace(capture_id::VARCHAR, '-', '') AS capture_id)"
            " FROM store.captures WHERE seconds IS NOT NULL"
        ).to_arrow_reader()
        for batch in rows:
            yield from (capture_from_row(row) for row in batch.to_pylist())
