"""``broadsheet backfill``: the past, in chunks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands.options import HomeOption

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from pipeline.commands.run import Outcome
    from pipeline.settings import Home


def backfill(
    kind: Annotated[str, typer.Argument(help="captures, sitemaps or archives.")],
    targets: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE|PATH]...", help="Sources by name, none: all; of archives WARC files."
        ),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="From this day on.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help="Before this day.")
    ] = None,
    home: HomeOption = None,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Shards worked on side by side.", show_default="CPUs")
    ] = None,
) -> None:
    """Load the past, in chunks; ask again, and what is left of it is done.

    *captures*: what was fetched in a span of days and is not in the warehouse. *sitemaps*: what
    sitemaps say was changed in it. *archives*: WARC files. A feed has no past.
    """
    from rich.console import Console

    from pipeline.commands.run import print_outcome
    from pipeline.settings import Home

    place, console, failed, chunks = Home.locate(home), Console(), False, 0
    days = [since, until]
    for outcome in chunk_by_chunk(place, kind, targets or [], days, console, jobs):
        print_outcome(outcome, place, console)
        failed |= outcome.failed
        chunks += 1
    if not chunks:
        console.print("Nothing is left to do there.")
    raise typer.Exit(int(failed))


def chunk_by_chunk(
    home: Home,
    kind: str,
    targets: Sequence[str],
    days: Sequence[str | None],
    console: Console,
    jobs: int | None,
) -> Iterator[Outcome]:
    """Plan, then run each chunk, the last with check and publish; an outcome for each.

    All chunks are held at once: what is interrupted is finished by the next ``broadsheet run``.
    """
    import os
    from contextlib import ExitStack

    from pipeline.commands.run import after_discover
    from pipeline.discover.window import Window, day_or_time
    from pipeline.replay.backfill import plan
    from pipeline.runs import Manifest, held, new_run_id
    from pipeline.stages import sources_of

    window = Window(*(day_or_time(day) if day else None for day in days))
    with ExitStack() as stack:
        chunks = plan(
            home,
            new_run_id(),
            kind,
            targets,
            sources=sources_of(home),
            window=window,
            together=jobs or os.cpu_count() or 1,
        )
        for chunk in chunks:
            stack.enter_context(held(home, chunk))
        for chunk in chunks:
            shards, last = Manifest.read(home, chunk).shards, chunk == chunks[-1]
            yield after_discover(home, chunk, shards, [], console, jobs, show=last)
