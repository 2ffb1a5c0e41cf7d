"""Commands that change the warehouse or its snapshot."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.options import HomeOption

RunArgument = Annotated[str, typer.Argument(metavar="RUN", help="A run's id.")]


def publish(home: HomeOption = None) -> None:
    """Make the snapshot show the warehouse, where it does not yet."""
    from pipeline.load.publish import publish as run
    from pipeline.settings import Home

    report = run(Home.locate(home))
    verb = "published" if report.replaced else "unchanged"
    print(f"{verb}: {report.path} ({report.articles:,} articles, {report.bytes / 1e6:,.1f} MB)")


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
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="A URL, or an article's id.")],
    home: HomeOption = None,
) -> None:
    """Take an article out for good; it is not loaded again, and the snapshot is made anew."""
    from pipeline.load.publish import publish as publish_now
    from pipeline.load.removal import forget as take_out
    from pipeline.settings import Home

    place = Home.locate(home)
    gone = take_out(place, article)
    publish_now(place)
    print(f"{article}: {gone.observations:,} observations and {gone.captures:,} captures gone")
