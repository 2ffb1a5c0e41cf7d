"""The command line: ``broadsheet --help`` teaches it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline.errors import BroadsheetError

app = typer.Typer(no_args_is_help=True, help="News articles in, tables out.")


@app.callback()
def broadsheet() -> None:
    """News articles in, tables out."""


@app.command()
def extract(
    source: Annotated[Path, typer.Argument(metavar="IN", help="A file, or a folder of documents.")],
    target: Annotated[Path, typer.Argument(metavar="OUT", help="The JSON lines file to write.")],
    inside: Annotated[bool, typer.Option(help="Quotes, mentions and dates too.")] = True,
) -> None:
    """Extract articles as JSON lines, without a database."""
    from pipeline.extract.command import extract as run

    run(source, target, inside=inside)


@app.command()
def explain(
    target: Annotated[str, typer.Argument(metavar="PATH", help="A document on disk.")],
) -> None:
    """Show which rule gave each field, which candidates lost, and what was cut from the page."""
    from rich.console import Console

    from pipeline.commands.explain import print_explanation
    from pipeline.extract.article import extract_article
    from pipeline.extract.command import documents

    for document in documents(Path(target)):
        print_explanation(extract_article(document), Console())


def main() -> None:
    """Run the command line; an error meant for people is one line and exit code 1."""
    try:
        app()
    except BroadsheetError as error:
        print(f"broadsheet: {error}", file=sys.stderr)
        sys.exit(1)
