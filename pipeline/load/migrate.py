"""Migrations: numbered, each applied once and never changed; views are made anew on a change."""

from __future__ import annotations

from hashlib import sha256

import duckdb

from pipeline.errors import WarehouseError, WarehouseNewer
from pipeline.load.comments import comments
from pipeline.load.written import written_out
from pipeline.resources import data_dir, sql_files

_LEDGER = """
-- The migrations and views that made this database.
CREATE TABLE IF NOT EXISTS schema_migrations (
    name VARCHAR PRIMARY KEY, -- the file under sql/, without its ending
    checksum VARCHAR NOT NULL, -- SHA-256 of that file
    applied_at TIMESTAMPTZ NOT NULL -- when
)
"""

_OUR_VIEWS = """
SELECT view_name FROM duckdb_views()
WHERE NOT internal AND NOT temporary AND database_name = current_database()
"""

_COMMENTS_TO_INHERIT = """
SELECT
    v.table_name,
    v.column_name,
    arg_min(t.comment, (
        t.table_name <> v.table_name,
        t.table_name NOT IN ('contents', 'articles', 'texts'),
        t.table_name
    ))
FROM duckdb_columns() v
JOIN duckdb_columns() t USING (database_name, column_name)
WHERE v.database_name = current_database() AND v.schema_name = 'main' AND t.schema_name = 'store'
    AND v.comment IS NULL AND t.comment IS NOT NULL
GROUP BY ALL
"""


def migrate(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Bring the database to this version, in one transaction; return the files applied.

    :raises WarehouseNewer: when a later version made it.
    :raises WarehouseError: when a migration that it has is not the file that we have.
    """
    connection.execute("BEGIN")
    try:
        _run(connection, _LEDGER)
        done = dict(connection.execute("SELECT name, checksum FROM schema_migrations").fetchall())
        applied = [*_migrations(connection, done), *_views(connection, done)]
        _people(connection, done)
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
    return applied


def _migrations(connection: duckdb.DuckDBPyConnection, done: dict[str, str]) -> list[str]:
    files = {f"migrations/{path.stem}": path.read_text("utf-8") for path in sql_files("migrations")}
    unknown = sorted(name for name in done if name.startswith("migrations/") and name not in files)
    if unknown:
        raise WarehouseNewer(
            f"the warehouse was made by a later version of Broadsheet (it has {unknown[-1]}); "
            "install that version"
        )
    applied = []
    for name, sql in files.items():
        if name in done:
            if done[name] != _checksum(sql):
                raise WarehouseError(
                    f"sql/{name}.sql is not the file that made the warehouse; "
                    "restore it, or start a new warehouse and load the stage files again"
                )
            continue
        _apply(connection, name, sql)
        applied.append(name)
    return applied


def _views(connection: duckdb.DuckDBPyConnection, done: dict[str, str]) -> list[str]:
    """Views depend on each other, so that one that changed makes all be made again."""
    files = {f"views/{path.stem}": path.read_text("utf-8") for path in sql_files("views")}
    recorded = {name: sum for name, sum in done.items() if name.startswith("views/")}
    if recorded == {name: _checksum(sql) for name, sql in files.items()}:
        return []
    connection.execute("DELETE FROM schema_migrations WHERE starts_with(name, 'views/')")
    views = connection.execute(_OUR_VIEWS).fetchall()
    for (view,) in views:
        connection.execute(f'DROP VIEW "{view}"')
    for name, sql in files.items():
        _apply(connection, name, sql)
    _inherit_comments(connection)
    return list(files)


def _people(connection: duckdb.DuckDBPyConnection, done: dict[str, str]) -> None:
    """Tell people apart anew where the way of doing it, or its words, changed."""
    name = "load/66_people"
    sql = written_out((data_dir("sql") / f"{name}.sql").read_text("utf-8"))
    known = connection.execute("FROM duckdb_tables() WHERE table_name = 'people'").fetchone()
    if known and done.get(name) != _checksum(sql):
        connection.execute("CREATE OR REPLACE TEMP TABLE spoken AS FROM store.speakers")
        connection.execute("DELETE FROM store.people")
        connection.execute(sql)
        connection.execute(
            "INSERT OR REPLACE INTO schema_migrations VALUES (?, ?, now())", [name, _checksum(sql)]
        )


def _apply(connection: duckdb.DuckDBPyConnection, name: str, sql: str) -> None:
    _run(connection, sql)
    connection.execute("INSERT INTO schema_migrations VALUES (?, ?, now())", [name, _checksum(sql)])


def _run(connection: duckdb.DuckDBPyConnection, sql: str) -> None:
    connection.execute(written_out(sql))
    for comment in comments(sql):
        connection.execute(comment)


def _inherit_comments(connection: duckdb.DuckDBPyConnection) -> None:
    """A view's column without a comment takes that of the same name in the table it shows."""
    rows = connection.execute(_COMMENTS_TO_INHERIT).fetchall()
    for view, column, comment in rows:
        text = comment.replace("'", "''")
        connection.execute(f'COMMENT ON COLUMN "{view}"."{column}" IS \'{text}\'')


def _checksum(sql: str) -> str:
    return sha256(sql.encode()).hexdigest()
