"""The SQL files of the load, run by name."""

from __future__ import annotations

import duckdb

from pipeline.load.written import written_out
from pipeline.resources import data_dir


def run_sql(connection: duckdb.DuckDBPyConnection, *names: str) -> None:
    """Run files of ``sql/load`` in the order given."""
    for name in names:
        connection.execute(load_sql(name))


def until_stable(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Run a file of one statement until it changes no row."""
    sql = load_sql(name)
    while True:
        row = connection.execute(sql).fetchone()
        if not row or not row[0]:
            return


def load_sql(name: str) -> str:
    """The text of ``sql/load/<name>.sql``."""
    return written_out(sql_of("load", name))


def sql_of(folder: str, name: str) -> str:
    """The text of ``sql/<folder>/<name>.sql`` as it is."""
    return (data_dir("sql") / folder / f"{name}.sql").read_text("utf-8")
