"""The published snapshot, read: what every query and page looks at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
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
    """The SQL of a question of the cookbook, of all rows of a table, or the SQL given."""
    recipes = cookbook()
    if name_or_sql in recipes:
        return recipes[name_or_sql].read_text("utf-8")
    if name_or_sql.isidentifier():
        return f"FROM {name_or_sql}"
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


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that a search found."""

    article_id: str
    title: str | None
    source: str
    published: date | None
    url: str
    score: float
    text: str


def search_articles(
    connection: duckdb.DuckDBPyConnection,
    query: str,
    *,
    source: str | None = None,
    since: str | None = None,
    until: str | None = None,
    top: int = 10,
) -> list[Hit]:
    """The ``top`` best matches; the macro ``search`` in SQL does the same.

    :raises BroadsheetError: where a day is not written as ``2026-03-01``.
    """
    try:
        found = connection.execute(
            "FROM search($query, source := $source, since := $since, until := $until, top := $top)",
            {"query": query, "source": source, "since": since, "until": until, "top": top},
        ).fetchall()
        # One at a time: asked for several at once, the column of texts is read as a whole.
        texts = {row[0]: _text(connection, row[0]) for row in found}
    except duckdb.Error as error:
        raise BroadsheetError(str(error)) from None
    return [
        Hit(str(id), title, outlet, published, url, score, texts[id])
        for id, outlet, published, title, url, score in found
    ]


def _text(connection: duckdb.DuckDBPyConnection, id: object) -> str:
    row = connection.execute("SELECT text FROM articles WHERE article_id = ?", [id]).fetchone()
    return str(row[0]) if row else ""


def article_id(connection: duckdb.DuckDBPyConnection, name: str) -> str:
    """The id of the article that ``name`` leads to: its id, one it had before, or an address.

    :raises InputError: where there is none.
    """
    from uuid import UUID

    from pipeline.urls import url_id

    try:
        wanted = UUID(name)
    except ValueError:
        wanted = url_id(name)
    row = connection.execute(
        "SELECT article_id FROM article_urls WHERE url_id = ?", [wanted]
    ).fetchone()
    if row is None:
        raise InputError(f"{name}: no article has this id or address")
    return str(row[0])
