"""Reading the published snapshot from a process that lives longer than the file.

A second ``duckdb.connect`` to a path that was replaced returns the old file while the process
holds a connection to it. Each generation of the snapshot is therefore attached to an in-memory
database of its own: requests under way finish on the file they began with, the next one sees
the new file, and the old one is let go with its last cursor.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from pipeline.errors import BroadsheetError

ROWS = 1000
SECONDS = 5.0

Row = dict[str, Any]


class NoSnapshot(BroadsheetError):
    """There is no published file yet, or it cannot be opened."""


class TooSlow(BroadsheetError):
    """A view's statements took more than its time or memory."""


@dataclass(frozen=True, slots=True)
class Generation:
    """One published file: its identity on disk and the database it is attached to."""

    identity: tuple[int, ...]
    database: duckdb.DuckDBPyConnection
    kept: dict[str, list[Row]] = field(default_factory=dict)


class Session:
    """The statements of one request, all on one generation of the snapshot."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, kept: dict[str, list[Row]]) -> None:
        self._cursor = cursor
        self._kept = kept

    @cached_property
    def build(self) -> Row:
        """Which state of the warehouse this is, and since when."""
        return self.rows("build")[0]

    def rows(self, query: str, limit: int = ROWS, **parameters: Any) -> list[Row]:
        """The first ``limit`` rows of ``queries/<query>.sql``, by column name."""
        return self._fetch(statement(query), limit, parameters)

    def each(self, query: str, keys: Sequence[int]) -> list[Row]:
        """The rows of ``queries/<query>.sql`` for every key, side by side; the query is for one."""
        parts = [f"({statement(query).format(key=int(key))})" for key in keys]
        return self._fetch("\nUNION ALL\n".join(parts), ROWS, {}) if parts else []

    def ask(
        self, sql: str, limit: int = ROWS, variables: Mapping[str, str] | None = None
    ) -> list[Row]:
        """The first ``limit`` rows of a statement of ours from elsewhere (``sql/``), in which
        ``getvariable('name')`` is what ``variables`` say.

        :raises duckdb.CatalogException: where it needs tables that the snapshot lacks.
        """
        for name, value in (variables or {}).items():
            self._cursor.execute(f"SET VARIABLE {name} = ?", [value])
        return self._fetch(sql, limit, {})

    def _fetch(self, sql: str, limit: int, parameters: Mapping[str, Any]) -> list[Row]:
        result = self._cursor.execute(sql, parameters or None)
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchmany(limit)]

    def whole(self, query: str, **parameters: Any) -> list[Row]:
        """As ``rows``, for a question about all of the snapshot: it is asked once a snapshot.

        What such a question says does not change until the next file is published.
        """
        key = f"{query} {parameters}"
        if key not in self._kept:
            self._kept[key] = self.rows(query, **parameters)
        return [dict(row) for row in self._kept[key]]

    def row(self, query: str, **parameters: Any) -> Row | None:
        """The first row of a query, or None."""
        return next(iter(self.rows(query, 1, **parameters)), None)


class Snapshot:
    """The published file at ``path``, opened again whenever it was replaced."""

    def __init__(self, path: Path, seconds: float = SECONDS) -> None:
        self._path = path
        self._seconds = seconds
        self._lock = threading.Lock()
        self._generation: Generation | None = None

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session on the newest generation; ends after ``seconds`` with ``TooSlow``."""
        generation = self._newest()
        cursor = generation.database.cursor()
        timer = threading.Timer(self._seconds, cursor.interrupt)
        timer.start()
        try:
            cursor.execute("USE broadsheet")
            yield Session(cursor, generation.kept)
        except duckdb.CatalogException as error:
            raise NoSnapshot(
                f"{self._path}: published by another version; `broadsheet publish` makes it anew"
            ) from error
        except duckdb.InterruptException as error:
            raise TooSlow(f"stopped after {self._seconds:g} s; narrow the question") from error
        except duckdb.OutOfMemoryException as error:
            raise TooSlow("stopped for want of memory; narrow the question") from error
        finally:
            timer.cancel()
            cursor.close()

    def _newest(self) -> Generation:
        with self._lock:
            try:
                stat = self._path.stat()
            except FileNotFoundError:
                raise NoSnapshot(
                    f"{self._path}: nothing is published yet; `broadsheet run` does it"
                ) from None
            identity = (stat.st_dev, stat.st_ino, stat.st_mtime_ns, stat.st_size)
            if self._generation is None or self._generation.identity != identity:
                self._generation = Generation(identity, _attach(self._path))
            return self._generation


def _attach(path: Path) -> duckdb.DuckDBPyConnection:
    """A locked-down in-memory database with the file attached read-only as ``broadsheet``."""
    database = duckdb.connect(
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "memory_limit": "1GB",
            "temp_directory": "",
            "threads": "2",
        }
    )
    try:
        database.execute(
            f"ATTACH '{str(path).replace(chr(39), chr(39) * 2)}' AS broadsheet (READ_ONLY)"
        )
        database.execute("SET TimeZone = 'UTC'")
        database.execute("SET enable_external_access = false")
        database.execute("SET lock_configuration = true")
    except duckdb.Error as error:
        database.close()
        raise NoSnapshot(f"{path}: cannot be opened ({error}); publish it again") from error
    return database


@cache
def statement(query: str) -> str:
    """The text of ``queries/<query>.sql``."""
    return (files(__package__) / "queries" / f"{query}.sql").read_text(encoding="utf-8")
