"""A warehouse of generated articles made larger by SQL: each copy has ids and times of its own.

Tables, their order and the sampled shingles are as loads would have left them, so that what is
measured holds for a warehouse of that size; made in minutes where loading would take an hour.
"""

from __future__ import annotations

import duckdb

_LEFT = ("runs", "changes", "check_results", "words")
_NUMBERS = {  # what counts up, by column
    "content_id": ("contents", "content_id"),
    "text_id": ("texts", "text_id"),
    "one": ("texts", "text_id"),
    "other": ("texts", "text_id"),
    "segment": ("search_segments", "segment"),
}
_SPAN = "(SELECT date_diff('day', min(first_seen), max(first_seen)) + 1 FROM store.articles)"
_KINDS = {
    "UUID": 'md5("{0}"::VARCHAR || {1})::UUID',
    "DATE": '"{0}" + {1} * {2}',
    "TIMESTAMP WITH TIME ZONE": '"{0}" + to_days({1} * {2})',
}


def grow(database: duckdb.DuckDBPyConnection, copies: int) -> None:
    """Have every row ``copies`` times, in the transaction that the caller began."""
    tables = {
        table: int(rows)
        for (table,) in database.execute(
            "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'store'"
        ).fetchall()
        for (rows,) in database.execute(f"SELECT count(*) FROM store.{table}").fetchall()
        if rows and table not in _LEFT
    }
    steps = {
        column: database.execute(f"SELECT max({key}) FROM store.{table}").fetchall()[0][0]
        for column, (table, key) in _NUMBERS.items()
    }
    ((days,),) = database.execute(f"SELECT {_SPAN}").fetchall()
    for copy in range(1, copies):
        for table, rows in tables.items():
            columns = database.execute(
                "SELECT column_name, data_type FROM duckdb_columns() "
                "WHERE schema_name = 'store' AND table_name = ? ORDER BY column_index",
                [table],
            ).fetchall()
            values = ", ".join(_value(name, kind, copy, steps, days) for name, kind in columns)
            database.execute(
                f"INSERT INTO store.{table} SELECT {values} FROM (FROM store.{table} LIMIT {rows})"
            )


def _value(name: str, kind: str, copy: int, steps: dict[str, int], days: int) -> str:
    if name in steps:
        return f'"{name}" + {copy} * {steps[name]}'
    if name == "shingle":
        return f'xor("{name}", {copy} * 1000003)'
    return _KINDS.get(kind, '"{0}"').format(name, copy, days)
