"""What the checks of sources read beside the warehouse: what files expect, how listings do."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import duckdb

from pipeline.resources import sql_files
from pipeline.settings import Home
from pipeline.sources import Source, load_sources

_EXPECTATIONS = """
CREATE OR REPLACE TEMP TABLE expectations (
    source VARCHAR, -- a source with a file of its own
    listed BOOLEAN, -- it has feeds, sitemaps or lists: something new is to be expected
    articles_per_day DOUBLE,
    silent_after INTERVAL,
    fields MAP(VARCHAR, DOUBLE)
)
"""
_LISTINGS = """
CREATE OR REPLACE TEMP TABLE listings (
    source VARCHAR,
    url VARCHAR,
    failures INTEGER, -- in a row
    problem VARCHAR -- what was bent to read it, or why it could not be had
)
"""


def prepare(
    connection: duckdb.DuckDBPyConnection, home: Home | None, now: datetime | None = None
) -> None:
    """Make the temporary tables ``clock``, ``expectations``, ``listings`` and those of
    ``sql/health`` for the checks to read. ``now`` is the time of the check."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE clock AS SELECT ?::TIMESTAMPTZ AS now",
        [now or datetime.now(UTC)],
    )
    connection.execute(_EXPECTATIONS)
    connection.execute(_LISTINGS)
    if home is not None:
        _fill(connection, "expectations", [_expected(s) for s in load_sources(home.sources, [])])
        _fill(connection, "listings", listings(home))
    for path in sql_files("health"):
        connection.execute(path.read_text("utf-8"))


def listings(home: Home) -> list[tuple[str, str, int, str | None]]:
    """Source, address, failures in a row and problem of each listing that was ever asked for."""
    path = home.state / "frontier.sqlite"
    if not path.exists():
        return []
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=30)) as frontier:
        return frontier.execute("SELECT source, url, failures, problem FROM listings").fetchall()


def _expected(source: Source) -> tuple[Any, ...]:
    expect = source.expect
    return (
        source.name,
        bool(source.feeds or source.sitemaps or source.lists),
        expect.articles_per_day,
        expect.silent_after,
        dict(expect.fields or {}),
    )


def _fill(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[Any, ...]]
) -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
