"""``broadsheet reprocess``: old captures through today's extractor, compared before they count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands.options import HomeOption

if TYPE_CHECKING:
    from datetime import datetime

    from rich.console import Console

    from pipeline.replay.report import Report
    from pipeline.settings import Home


def reprocess(
    run: Annotated[
        str | None, typer.Argument(metavar="[RUN]", help="One that waits: accept or drop it.")
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="Captures from then on, and others of their articles."),
    ] = None,
    source: Annotated[
        list[str] | None, typer.Option(help="One source; may be given again. None: all.")
    ] = None,
    accept: Annotated[bool, typer.Option("--accept", help="Load and publish it.")] = False,
    drop: Annotated[bool, typer.Option("--drop", help="Forget it; its report stays.")] = False,
    home: HomeOption = None,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Shards worked on side by side.", show_default="CPUs")
    ] = None,
) -> None:
    """Read what was captured again with today's extractor, and show what would change.

    The result waits until it is accepted or dropped: `broadsheet reprocess RUN --accept`.
    """
    from rich.console import Console

    from pipeline.discover.window import day_or_time
    from pipeline.errors import InputError
    from pipeline.replay.report import Report
    from pipeline.replay.reprocess import drop as forget
    from pipeline.settings import Home

    place, console = Home.locate(home), Console()
    if (accept and drop) or (run and (since or source or not (accept or drop))):
        raise InputError("give a run with --accept or --drop, or what to read: --since, --source")
    if run is None:
        start = day_or_time(since) if since else None
        report = _read_again(place, start, source or [], jobs, console)
    else:
        report = Report.read(place.reprocess(run))
    _print(report, place, console)
    if accept:
        _accept(place, report.run, console)
    elif drop:
        forget(place, report.run)
        console.print(f"Dropped {report.run}.", markup=False)
    else:
        console.print(
            f"Nothing is loaded yet. `broadsheet reprocess {report.run} --accept` loads and "
            "publishes it, `--drop` forgets it.",
            markup=False,
            soft_wrap=True,
        )


def _read_again(
    home: Home, since: datetime | None, sources: list[str], jobs: int | None, console: Console
) -> Report:
    from pipeline.commands.shards import over_shards, pool_for, progress_bar, size_of
    from pipeline.replay.reprocess import choose, compare
    from pipeline.runs import new_run_id

    run, broken = new_run_id(), dict[str, str]()
    shards = choose(home, run, since=since, sources=sources)
    documents = sum(size_of(home, run, shard) for shard in shards)
    with progress_bar(console) as progress, pool_for(jobs, len(shards), documents) as pool:
        over_shards("parse", home, run, shards, pool, progress, broken)
    for shard, error in broken.items():
        console.print(f"Shard {shard} failed: {error}", style="red", markup=False, soft_wrap=True)
    return compare(home, run)


def _print(report: Report, home: Home, console: Console) -> None:
    from rich.table import Table

    from pipeline.replay.report import moved

    console.print(f"Run {report.run}: {report.headline}", markup=False, soft_wrap=True)
    changes = Table("source", "field", "changed", "new", "gone", "confidence")
    for c in report.changes:
        numbers = (str(c.changed), str(c.gained), str(c.lost))
        changes.add_row(c.source, c.field, *numbers, moved(c))
    if report.changes:
        console.print(changes)
    checks = Table("check", "source", "rows before", "rows after")
    for check in report.checks:
        checks.add_row(
            f"{check.name} ({check.level})", check.source, str(check.before), str(check.after)
        )
    if report.checks:
        console.print(checks)
    for part in report.unread:
        console.print(f"Not read: {part}", style="red", markup=False, soft_wrap=True)
    page = home.reprocess(report.run) / "report.html"
    console.print(f"Examples of each are in {page}", markup=False, soft_wrap=True)


def _accept(home: Home, run: str, console: Console) -> None:
    from pipeline import stages
    from pipeline.replay.reprocess import accept

    loaded = accept(home, run)
    stages.check(home, run)
    stages.publish(home)
    console.print(
        f"Loaded and published: {loaded.observations:,} readings, "
        f"{loaded.articles_changed:,} articles changed. "
        f"`broadsheet undo {run}` takes them out again.",
        markup=False,
        soft_wrap=True,
    )
