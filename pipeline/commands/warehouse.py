"""Commands that change the warehouse or its snapshot."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.options import HomeOption

RunArgument = Annotated[str, typer.Argument(metavar="RUN", help="A run's id.")]


def publish(
    home: HomeOption = None,
    keep: Annotated[int, typer.Option(min=0, help="How many old snapshots stay.")] = 0,
) -> None:
    """Make the snapshot show the warehouse, where it does not yet."""
    from pipeline.load.publish import publish as run
    from pipeline.settings import Home

    report = run(Home.locate(home), keep=keep)
    verb = "published" if report.replaced else "unchanged"
    print(f"{verb}: {report.path} ({report.articles:,} articles, {report.bytes / 1e6:,.1f} MB)")


def check(
    home: HomeOption = None,
    everything: Annotated[
        bool, typer.Option("--all", help="All of the warehouse, not only what changed.")
    ] = False,
) -> None:
    """Run the checks again, as after the last run; one that fails keeps the old snapshot.

    They look at what changed since they last passed, and at everything once a week.
    """
    from pipeline.load.checks import check as look
    from pipeline.settings import Home

    found = look(Home.locate(home), None, whole=everything)
    for result in found:
        print(
            f"{result.level}: {result.name} {result.source}: {result.bad_rows:,} rows, "
            f"such as {result.sample}"
        )
    if not found:
        print("the checks found nothing")


def undo(run: RunArgument, home: HomeOption = None) -> None:
    """Take a run's rows out of the warehouse again. Its files stay; `publish` shows the rest."""
    from pipeline.load.removal import undo as undo_run
    from pipeline.settings import Home

    gone = undo_run(Home.locate(home), run)
    print(f"{run}: {gone.observations:,} observations and {gone.captures:,} captures taken out")


def release(
    run: RunArgument,
    source: Annotated[str, typer.Argument(help="The source that was set aside.")],
    home: HomeOption = None,
) -> None:
    """Let in what a check of the batch had set aside."""
    from pipeline.load.removal import release as let_in
    from pipeline.settings import Home

    report = let_in(Home.locate(home), run, source)
    print(f"{run} {source}: {report.observations:,} observations let in")


def forget(
    articles: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ARTICLE]...", help="URLs, or articles' ids; none: all again."),
    ] = None,
    home: HomeOption = None,
) -> None:
    """Take articles out for good: of the tables, raw and stage files, old snapshots and exports.

    They are not fetched, imported or loaded again. Name all at once: the database is written anew.
    Without names it takes out again what ever was, as after a restore.
    """
    from pipeline.load.forget import forget as take_out
    from pipeline.settings import Home

    gone = take_out(Home.locate(home), articles or [])
    print(
        f"forgotten: {gone.articles:,} articles ({gone.observations:,} observations, "
        f"{gone.captures:,} captures); {gone.files.records:,} WARC records, "
        f"{gone.files.parts:,} stage files, {gone.files.exports:,} exports and "
        f"{gone.files.snapshots:,} old snapshots changed"
    )
    if articles and not gone.articles:
        print("no article had such an address or id; the address is not fetched from now on")


def clean(
    home: HomeOption = None,
    older_than: Annotated[
        str, typer.Option(metavar="TIME", help="Of runs that began so long ago: 12h, 30d ...")
    ] = "30d",
) -> None:
    """Remove stage files of runs that are loaded, and raw bytes where a source's `[keep]` says so.

    What is in `raw/` can be parsed again at any time; without such a rule all of it stays.
    """
    from pipeline.load.clean import clean as run
    from pipeline.settings import Home
    from pipeline.sources import load_sources
    from pipeline.toml_record import duration

    place = Home.locate(home)
    gone = run(place, load_sources(place.sources), older_than=duration(older_than))
    print(
        f"removed: parts of {gone.runs:,} runs, raw bytes of {gone.captures:,} captures; "
        f"{gone.bytes / 1e6:,.1f} MB less"
    )


def learn(
    source: Annotated[str | None, typer.Argument(help="One outlet; else all.")] = None,
    home: HomeOption = None,
) -> None:
    """Learn the blocks that outlets repeat in their articles; parse leaves them out after that."""
    from pipeline.load.learn import learn as count_blocks
    from pipeline.settings import Home

    for found in count_blocks(Home.locate(home), source):
        print(f"{found.source}: {found.blocks} blocks, {len(found.new)} new")
        for block in found.new:
            print(f"  {block[:100]}")


def correct(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="A URL, or an article's id.")],
    field: Annotated[str, typer.Argument(help="title, summary, section, published ...")],
    value: Annotated[str, typer.Argument(help="What it should be; '' for unknown.")],
    home: HomeOption = None,
) -> None:
    """Correct a field of an article by hand; it stays so however often the article is read."""
    from pipeline.load.correct import correct as set_field
    from pipeline.settings import Home

    set_field(Home.locate(home), article, field, value or None)
    print(f"{article}: {field} is {value or 'unknown'}; `broadsheet publish` shows it")


def export(
    target: Annotated[Path, typer.Argument(help="A .jsonl or .csv file, or a Parquet folder.")],
    home: HomeOption = None,
    sample: Annotated[int | None, typer.Option(min=1, help="So many articles only.")] = None,
) -> None:
    """Write the published articles as JSON lines, CSV, or Parquet by source and month."""
    from pipeline.load.export import export as write
    from pipeline.settings import Home

    print(f"{target}: {write(Home.locate(home), target, sample=sample):,} articles")
