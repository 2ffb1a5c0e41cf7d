"""The pages ``docs/tables.md`` and ``docs/cookbook.md``, made from the database and its SQL.

``python -m pipeline.load.document docs`` writes them; a test says when they are out of date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb

from pipeline.load.migrate import migrate
from pipeline.load.snapshot import cookbook

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


def cookbook_page() -> str:
    """Every question of the cookbook with its SQL."""
    lines = ["# Cookbook", "", "`broadsheet query NAME` asks one; `--json` and `--csv` write it."]
    for name, path in cookbook().items():
        head, _, sql = path.read_text("utf-8").partition("\n")
        lines += ["", f"## {head.removeprefix('-- ')}", "", f"`broadsheet query {name}`", ""]
        lines += ["```sql", sql.rstrip(), "```"]
    return "\n".join(lines) + "\n"


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
    (Path(folder) / "cookbook.md").write_text(cookbook_page(), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
