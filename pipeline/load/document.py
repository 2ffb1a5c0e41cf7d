"""The pages ``docs/tables.md`` and ``docs/cookbook.md``, made from the database and its SQL.

``python -m pipeline.load.document docs`` writes them; a test says when they are out of date. The
answers of the cookbook are those of the bundled sample, read in both of its editions.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from pipeline.load.migrate import migrate
from pipeline.load.snapshot import ask, cookbook, open_snapshot
from pipeline.settings import Home

Answers = Callable[[str], "tuple[list[str], list[tuple[Any, ...]]]"]
ROWS, WIDTH = 6, 70  # of an answer that is shown, and characters of a cell

_COLUMNS = """
SELECT
    c.schema_name, c.table_name, v.view_name IS NOT NULL AS is_view,
    coalesce(v.comment, t.comment), c.column_name, c.data_type, c.comment
FROM duckdb_columns() c
LEFT JOIN duckdb_views() v ON v.view_name = c.table_name AND v.schema_name = c.schema_name
LEFT JOIN duckdb_tables() t ON t.table_name = c.table_name AND t.schema_name = c.schema_name
WHERE NOT c.internal
ORDER BY c.schema_name, c.table_name, c.column_index
"""


def tables_page() -> str:
    """Every view and table with its columns, from the comments in the database."""
    with duckdb.connect() as connection:
        migrate(connection)
        rows = connection.execute(_COLUMNS).fetchall()
    return "\n".join(_tables(rows)) + "\n"


def cookbook_page(answers: Answers | None = None) -> str:
    """Every question of the cookbook with its SQL, and with what ``answers`` says of it."""
    lines = ["# Cookbook", "", "`broadsheet query NAME` asks one; `--json` and `--csv` write it."]
    lines += ["The answers here are those of the bundled sample (`broadsheet demo`, then"]
    lines += ["`broadsheet demo --edition 2`): one outlet and three files."]
    for name, path in cookbook().items():
        head, _, sql = path.read_text("utf-8").partition("\n")
        lines += ["", f"## {head.removeprefix('-- ')}", "", f"`broadsheet query {name}`", ""]
        lines += ["```sql", sql.rstrip(), "```"]
        if answers:
            lines += ["", *_answer(*answers(sql))]
    return "\n".join(lines) + "\n"


@contextmanager
def sample_answers() -> Iterator[Answers]:
    """Answers of a home in which the sample was read."""
    from rich.console import Console

    from pipeline.commands.demo import demo

    with TemporaryDirectory() as folder:
        home = Home(Path(folder))
        for edition in (1, 2):
            demo(home, Console(quiet=True), edition=edition)
        with open_snapshot(home) as connection:

            def answers(sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
                found = ask(connection, sql)
                return found.columns, found.fetchall()

            yield answers


def _answer(columns: list[str], rows: list[tuple[Any, ...]]) -> Iterator[str]:
    """An answer as a table: its first rows."""
    if not rows:
        yield "(The sample has nothing of the kind.)"
        return
    yield f"| {' | '.join(columns)} |"
    yield "|" + "---|" * len(columns)
    for row in rows[:ROWS]:
        yield f"| {' | '.join(map(_cell, row))} |"
    if len(rows) > ROWS:
        yield f"\n({len(rows) - ROWS} more rows.)"


def _cell(value: Any) -> str:
    """A value in a table. When the sample was read is another time each time."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return "*time of reading*" if value.date() >= date.today() else f"{value:%F %H:%M}"
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    text = " ".join(str(value).replace("|", "/").split())
    return text if len(text) <= WIDTH else text[: WIDTH - 1] + "…"


def _tables(rows: list[tuple[str, str, bool, str | None, str, str, str | None]]) -> Iterator[str]:
    yield "# Tables"
    yield ""
    yield "Made from the database's own comments by `make docs`. The views are what to query: their"
    yield "names and columns stay. The tables behind them, in the schema `store`, may change."
    last = ("", "")
    for schema, table, is_view, about, column, kind, comment in rows:
        if schema != last[0]:
            yield f"\n# {'Views' if schema == 'main' else 'Behind the views'}"
        if (schema, table) != last:
            name = table if schema == "main" else f"{schema}.{table}"
            yield f"\n## {name}\n"
            yield f"{about or ''}{'' if is_view or schema != 'main' else ' (a table)'}\n"
            yield "| column | type | |"
            yield "|---|---|---|"
        yield f"| {column} | {kind} | {(comment or '').replace('|', '/')} |"
        last = (schema, table)


def main(folder: str) -> None:
    """Write both pages."""
    (Path(folder) / "tables.md").write_text(tables_page(), "utf-8")
    with sample_answers() as answers:
        (Path(folder) / "cookbook.md").write_text(cookbook_page(answers), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
