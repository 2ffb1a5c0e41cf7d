"""``broadsheet query``: SQL or a question of the cookbook, as a table, JSON lines or CSV."""

from __future__ import annotations

import csv
import json
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from pipeline.commands.options import HomeOption

if TYPE_CHECKING:
    import duckdb


def query(
    what: Annotated[str, typer.Argument(metavar="SQL|NAME", help="SQL, a table or a question.")],
    home: HomeOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON lines.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="CSV with a header.")] = False,
    setting: Annotated[
        list[str] | None, typer.Option("--set", "-s", help="NAME=VALUE for getvariable('NAME').")
    ] = None,
) -> None:
    """Ask the published snapshot. `broadsheet query list` names the cookbook's questions."""
    from pipeline.load.snapshot import ask, cookbook, open_snapshot, question
    from pipeline.settings import Home

    if what == "list":
        for name, path in cookbook().items():
            print(f"{name:32} {path.read_text('utf-8').partition(chr(10))[0].lstrip('- ')}")
        return
    settings = dict(pair.partition("=")[::2] for pair in setting or [])
    with open_snapshot(Home.locate(home)) as connection:
        answer = ask(connection, question(what), settings)
        if as_json:
            write_json(answer, sys.stdout)
        elif as_csv:
            write_csv(answer, sys.stdout)
        else:
            print_table(answer)


def write_json(answer: duckdb.DuckDBPyRelation, out: TextIO) -> None:
    """One JSON object a row; times as ISO 8601."""
    while rows := answer.fetchmany(1000):
        for row in rows:
            record = dict(zip(answer.columns, row, strict=True))
            out.write(json.dumps(record, ensure_ascii=False, default=_plain) + "\n")


def write_csv(answer: duckdb.DuckDBPyRelation, out: TextIO) -> None:
    """A header and one line a row (RFC 4180)."""
    writer = csv.writer(out)
    writer.writerow(answer.columns)
    while rows := answer.fetchmany(1000):
        writer.writerows([_cell(value) for value in row] for row in rows)


def print_table(answer: duckdb.DuckDBPyRelation, limit: int = 200) -> None:
    """A table as wide as the terminal."""
    from rich.console import Console
    from rich.table import Table

    table = Table(*answer.columns, header_style="bold")
    rows = answer.fetchmany(limit + 1)
    for row in rows[:limit]:
        table.add_row(*(_shown(value) for value in row))
    console = Console()
    console.print(table)
    if len(rows) > limit:
        console.print(f"[dim]the first {limit} rows; --csv and --json give all[/dim]")


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _cell(value: Any) -> Any:
    """A value as CSV holds it: nothing rounded, times as ISO 8601, lists and structs as JSON."""
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    return _plain(value) if hasattr(value, "isoformat") else value


def _shown(value: Any) -> str:
    """A value as a person reads it: four figures, seconds."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return str(value)
