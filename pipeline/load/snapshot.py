"""The published snapshot, read: what every query and page looks at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pipeline.errors import BroadsheetError, InputError
from pipeline.resources import sql_files
from pipeline.settings import Home


@contextmanager
def open_snapshot(home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to the snapshot.

    :raises InputError: where nothing was published yet.
    """
    if not home.published.exists():
        raise InputError(
            f"{home.published}: nothing was published yet; `broadsheet run` does, "
            "and --home says where the data lie"
        )
    with duckdb.connect(str(home.published), read_only=True) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        yield connection


def question(name_or_sql: str) -> str:
    """The SQL of a question of the cookbook, or the SQL given."""
    recipes = cookbook()
    if name_or_sql in recipes:
        return recipes[name_or_sql].read_text("utf-8")
    if " " not in name_or_sql.strip():
        raise InputError(
            f"{name_or_sql}: neither SQL nor a question of the cookbook "
            f"({', '.join(sorted(recipes))})"
        )
    return name_or_sql


def cookbook() -> dict[str, Path]:
    """The questions under ``sql/cookbook`` by name."""
    return {path.stem.replace("_", "-"): path for path in sql_files("cookbook")}


def ask(
    connection: duckdb.DuckDBPyConnection, sql: str, settings: Mapping[str, str] | None = None
) -> duckdb.DuckDBPyRelation:
    """The answer to ``sql``, in which ``getvariable('name')`` is what ``settings`` say.

    :raises BroadsheetError: with DuckDB's message where the SQL is wrong.
    """
    try:
        for name, value in (settings or {}).items():
            connection.execute(f"SET VARIABLE {name} = ?", [value])
        relation = connection.sql(sql)
        if relation is None:
            raise BroadsheetError("the snapshot is only read; give a SELECT")
        return relation
    except duckdb.Error as error:
        raise BroadsheetError(str(error)) from None
