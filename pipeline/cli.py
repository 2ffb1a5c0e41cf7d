"""The command line: ``broadsheet --help`` teaches it. Commands import what they need when called:
start-up counts on small jobs.
"""

from __future__ import annotations

import errno
import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands import (
    archive,
    backfill,
    diff,
    query,
    reprocess,
    search,
    sources,
    warehouse,
    watch,
)
from pipeline.commands.options import HomeOption
from pipeline.errors import BroadsheetError
from pipeline.settings import Home

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="News articles in, tables out.",
    epilog="Start with `broadsheet demo`, then `broadsheet run FILE_OR_URL`.",
)


def run(
    targets: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE|PATH|URL]...",
            help="Sources by name, files, folders, WARC files or URLs; none: every source.",
        ),
    ] = None,
    home: HomeOption = None,
    force: Annotated[bool, typer.Option(help="Fetch again what is known to be unchanged.")] = False,
    since: Annotated[
        str | None,
        typer.Option("--from", metavar="DAY", help="Only what was published from then on."),
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help="Only what was published before then.")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Shards worked on side by side.", show_default="CPUs")
    ] = None,
) -> None:
    """Fetch or read articles and load them: discover, fetch, parse, load, check, publish.

    A run that was interrupted is finished first. Exit code 1 says that the run as a whole failed;
    single documents that could not be read are rows in `captures` and `rejects`.
    """
    from rich.console import Console

    from pipeline.commands.run import print_outcome, run_all
    from pipeline.discover.window import day_or_time

    place, console, failed = Home.locate(home), Console(), False
    after, before = (day_or_time(day) if day else None for day in (since, until))
    for outcome in run_all(
        place, targets or [], console, force=force, since=after, until=before, jobs=jobs
    ):
        print_outcome(outcome, place, console)
        failed |= outcome.failed
    raise typer.Exit(int(failed))


def status(home: HomeOption = None) -> None:
    """Show what the snapshot holds, the last runs, and what was rejected or failed."""
    from rich.console import Console

    from pipeline.commands.status import print_status

    print_status(Home.locate(home), Console())


def demo(
    home: HomeOption = None,
    port: Annotated[int, typer.Option(help="Where the sample outlet is served.")] = 8788,
    edition: Annotated[
        int, typer.Option(min=1, max=2, help="2: an article has changed since the first visit.")
    ] = 1,
) -> None:
    """Run the whole way on the bundled sample outlet, over HTTP on loopback."""
    from rich.console import Console

    from pipeline.commands.demo import demo

    raise typer.Exit(int(not demo(Home.locate(home), Console(), port=port, edition=edition)))


def extract(
    source: Annotated[Path, typer.Argument(metavar="IN", help="A file, or a folder of documents.")],
    target: Annotated[Path, typer.Argument(metavar="OUT", help="The JSON lines file to write.")],
    inside: Annotated[bool, typer.Option(help="Quotes, mentions and dates too.")] = True,
) -> None:
    """Extract articles as JSON lines, without a database."""
    from pipeline.extract.command import extract as run

    gc.freeze()  # what was loaded stays: no page's garbage is looked for among it
    run(source, target, inside=inside)


def explain(
    target: Annotated[
        str, typer.Argument(metavar="PATH|URL", help="A document on disk, or a captured address.")
    ],
    source: Annotated[
        str | None, typer.Option(help="The outlet whose overrides and boilerplate a file has.")
    ] = None,
    home: HomeOption = None,
) -> None:
    """Show which rule gave each field, which candidates lost, and what was cut from the page."""
    from rich.console import Console

    from pipeline.commands.explain import explained, print_explanation

    for article in explained(Home.locate(home), target, source):
        print_explanation(article, Console())


def serve(
    port: Annotated[int, typer.Option(help="0 takes a free one.")] = 8765,
    home: HomeOption = None,
) -> None:
    """Show the published snapshot as a web page on this machine, behind a printed token."""
    from pipeline.commands.serve import serve as run

    run(Home.locate(home), port)


app.add_typer(sources.app, name="sources", rich_help_panel="Load")
COMMANDS: dict[str, dict[str, Callable[..., None]]] = {
    "Load": {
        "run": run,
        "demo": demo,
        "import": archive.import_,
        "backfill": backfill.backfill,
        "reprocess": reprocess.reprocess,
    },
    "Ask": {
        "query": query.query,
        "search": search.search,
        "diff": diff.diff,
        "status": status,
        "serve": serve,
        "alerts": watch.alerts,
        "export": warehouse.export,
    },
    "Look at the extractor": {"extract": extract, "explain": explain, "audit": watch.audit},
    "Keep the warehouse": {
        "correct": warehouse.correct,
        "forget": warehouse.forget,
        "learn": warehouse.learn,
        "release": warehouse.release,
        "undo": warehouse.undo,
        "check": warehouse.check,
        "publish": warehouse.publish,
        "clean": warehouse.clean,
    },
}
for panel, commands in COMMANDS.items():
    for name, command in commands.items():
        app.command(name, rich_help_panel=panel)(command)


def main() -> None:
    """Run the command line; an error meant for people is one line and exit code 1."""
    try:
        app()
    except BroadsheetError as error:
        print(f"broadsheet: {error}", file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:  # `broadsheet query ... | head`
        sys.stderr.close()
        sys.exit(1)
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise
        print(
            f"broadsheet: {error.filename}: {error.strerror}; change its permissions, or choose "
            "another folder with --home or BROADSHEET_HOME",
            file=sys.stderr,
        )
        sys.exit(1)
