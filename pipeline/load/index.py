"""The search index: an inverted index in tables, which grows by segments and never is rebuilt."""

from __future__ import annotations

import duckdb

from pipeline.load.statements import run_sql
from pipeline.load.warehouse import count

SEGMENT = 10_000  # contents indexed at a time: bounds the memory
MANY = 16  # small segments before they are merged: bounds what a search looks through


def index(connection: duckdb.DuckDBPyConnection) -> None:
    """Index the contents that came since the last time, then merge what has become many.

    Contents are numbered in order of loading, so that new ones are those above the last indexed.
    A small segment is merged a few times before it is a big one and then rests; so the work for
    a content does not grow with the warehouse.
    """
    first = count(connection, "SELECT coalesce(max(content_id), 0) FROM store.search_documents") + 1
    last = count(connection, "SELECT coalesce(max(content_id), 0) FROM store.contents")
    while first <= last:
        connection.execute(f"SET VARIABLE first = {first}")
        connection.execute(f"SET VARIABLE last = {min(first + SEGMENT - 1, last)}")
        run_sql(connection, "70_index")
        first += SEGMENT
    small = f"SELECT count(*) FROM store.search_segments WHERE contents < {SEGMENT // 2}"
    if count(connection, small) >= MANY:
        connection.execute(f"SET VARIABLE small = {SEGMENT // 2}")
        run_sql(connection, "71_merge")
