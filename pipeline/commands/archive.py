"""``broadsheet import``: archives of articles that are tables, through the same stages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.options import HomeOption
from pipeline.settings import Home

_SHOWN = 5  # rows that could not be taken


def import_(
    files: Annotated[
        list[Path], typer.Argument(help="JSON lines, CSV (also .gz) or Parquet.", metavar="FILE...")
    ],
    home: HomeOption = None,
    map_: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="FIELD=COLUMN", help="Where a column's name is no standard."),
    ] = None,
    source: Annotated[
        str | None, typer.Option(help="Of every row.", show_default="the row's own")
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Shards worked on side by side.", show_default="CPUs")
    ] = None,
) -> None:
    """Import archives of articles: a row each, with its text or HTML in a column.

    Columns are known by their usual names; the run tells which it took. A row that cannot be taken
    is a failure of the class `bad_row` in `captures`, with its number and what to do; the others
    are imported. Importing again brings only rows that are new or changed.
    """
    from rich.console import Console

    from pipeline.commands.run import print_outcome, run_all
    from pipeline.discover.tables import Reading
    from pipeline.errors import InputError
    from pipeline.fetch.warcs import LOCAL
    from pipeline.sources import NAME
    from pipeline.tables.columns import given
    from pipeline.tables.read import is_table

    if source is not None and not NAME.fullmatch(source):
        raise InputError(f"--source {source!r}: no name for a source (a-z, 0-9, . _ -)")
    for file in files:
        if not file.is_file() or not is_table(file):
            raise InputError(
                f"{file}: not a file that can be imported; these are: .jsonl, .ndjson, .csv, .tsv "
                "(each also .gz) and .parquet; `broadsheet run` reads pages and WARC files"
            )
    place, console, failed = Home.locate(home), Console(), False
    tables = Reading(given(map_ or []), source or LOCAL)
    for outcome in run_all(place, [*map(str, files)], console, tables=tables, jobs=jobs):
        print_outcome(outcome, place, console)
        for problem in _bad_rows(place, outcome.run):
            console.print(f"Not taken: {problem}", style="yellow", markup=False, soft_wrap=True)
        failed |= outcome.failed
    raise typer.Exit(int(failed))


def _bad_rows(home: Home, run: str) -> list[str]:
    """The first rows of a run that could not be taken, and how to see the others."""
    import duckdb

    parts = [str(path) for path in home.stage(run).glob("captures/*.parquet")]
    if not parts:
        return []
    rows = duckdb.execute(
        "SELECT error FROM read_parquet(?) WHERE error_class = 'bad_row'", [parts]
    ).fetchall()
    told = [str(error) for (error,) in rows[:_SHOWN]]
    if len(rows) > _SHOWN:
        told.append(
            f"{len(rows) - _SHOWN:,} more; "
            f"broadsheet query \"SELECT error FROM captures WHERE run = '{run}' "
            "AND error_class = 'bad_row'\" lists them"
        )
    return told
