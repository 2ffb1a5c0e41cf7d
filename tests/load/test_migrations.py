"""Migrations, from each older version with rows in every table; and what is refused."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from pipeline.errors import WarehouseError, WarehouseNewer
from pipeline.load import migrate as migrating
from pipeline.load.migrate import migrate
from pipeline.resources import sql_files

MIGRATIONS = sql_files("migrations")
_TABLES = "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'store' ORDER BY 1"
_COLUMNS = """
SELECT c.column_name, c.data_type, string_agg(k.expression, ' ')
FROM duckdb_columns() c
LEFT JOIN duckdb_constraints() k ON k.table_oid = c.table_oid AND k.constraint_type = 'CHECK'
WHERE c.schema_name = 'store' AND c.table_name = ? GROUP BY ALL ORDER BY any_value(c.column_index)
"""


def migrated_to(connection: duckdb.DuckDBPyConnection, version: int) -> None:
    """The tables as the first so many migrations made them."""

    def first(kind: str) -> list[Path]:
        return MIGRATIONS[:version] if kind == "migrations" else []

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrating, "sql_files", first)
        migrate(connection)


def fill(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """Two rows that the table's constraints allow, and none that a migration put there."""
    connection.execute(f"DELETE FROM store.{table}")
    columns = connection.execute(_COLUMNS, [table]).fetchall()
    for n in (1, 2):
        values = ", ".join(_value(name, kind, checks or "", n) for name, kind, checks in columns)
        connection.execute(f"INSERT INTO store.{table} VALUES ({values})")


def _value(name: str, kind: str, checks: str, n: int) -> str:
    allowed = re.search(rf'\(?"?{name}"? IN \(([^)]+)\)', checks)
    if allowed:
        values = allowed[1].split(", ")
        return "'changed'" if "'changed'" in values else values[0]
    if kind.startswith("MAP"):
        return "NULL"
    if kind.endswith("[]"):
        return f"[{_value(name, kind[:-2], '', n)}]"
    if kind.startswith("MAP"):
        return "MAP {}"
    return {
        "UUID": f"md5('{n}')::UUID",
        "VARCHAR": f"'{n}'",
        "BOOLEAN": "true",
        "DATE": f"DATE '2026-03-0{n}'",
        "TIMESTAMP WITH TIME ZONE": "TIMESTAMPTZ '2026-03-01 12:00:00+00'",
        "INTERVAL": f"INTERVAL {n} DAY",
        "DOUBLE": "0.5",
        "FLOAT": "0.5",
    }.get(kind, str(n))


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS)))
def test_from_each_older_version(version: int, tmp_path: Path) -> None:
    path = str(tmp_path / "warehouse.duckdb")
    with duckdb.connect(path) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        migrated_to(connection, version)
        before = [table for (table,) in connection.execute(_TABLES).fetchall()]
        for table in before:
            fill(connection, table)
    with duckdb.connect(path) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        applied = migrate(connection)
        assert [name for name in applied if name.startswith("migrations/")] == [
            f"migrations/{path.stem}" for path in MIGRATIONS[version:]
        ]
        rows = {t: connection.execute(f"FROM store.{t}").fetchall() for t in before}
        assert {table: len(found) for table, found in rows.items()} == dict.fromkeys(before, 2)
        assert len(connection.execute("FROM articles").fetchall()) == 2
        assert migrate(connection) == []


def test_newer_and_altered_are_refused() -> None:
    with duckdb.connect() as connection:
        migrate(connection)
        connection.execute("UPDATE schema_migrations SET checksum = '' WHERE name LIKE '%0002%'")
        with pytest.raises(WarehouseError, match="0002_search"):
            migrate(connection)
        connection.execute("INSERT INTO schema_migrations VALUES ('migrations/9999_x', '', now())")
        with pytest.raises(WarehouseNewer, match="9999_x"):
            migrate(connection)
