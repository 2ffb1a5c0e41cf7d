"""The warehouse's file: opened by one process at a time, at this version's schema."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any

import duckdb

from pipeline.disk import room_for
from pipeline.errors import WarehouseError
from pipeline.load.lock import PATIENCE, write_lock
from pipeline.load.migrate import migrate
from pipeline.settings import Home

# v1.2.0 keeps long texts with ZSTD (a third of the default's size), and DuckDB 2 files made with
# it open in this version too. By itself DuckDB takes it from 4,096 bytes on average on: most bodies
# are shorter, and would lie there uncompressed, since one long one rules the other ways out.
STORAGE: dict[str, Any] = {
    "storage_compatibility_version": "v1.2.0",
    "zstd_min_string_length": 500,
}
MEMORY = "1000MB"


def lock(home: Home, *, patience: float = PATIENCE) -> AbstractContextManager[None]:
    """The right to write the warehouse, or to copy its file.

    :raises WarehouseLocked: when another process has it for longer than ``patience`` seconds.
    """
    return write_lock(home.root / "warehouse.lock", patience=patience)


@contextmanager
def open_warehouse(
    home: Home, *, patience: float = PATIENCE
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the lock held; on leaving, all is in the file and it is closed.

    :raises WarehouseLocked: as ``lock`` does.
    :raises WarehouseError: when the warehouse is damaged, newer or cannot be written.
    """
    with lock(home, patience=patience), connect(home.warehouse, home.state / "tmp") as connection:
        yield connection


@contextmanager
def connect(path: Path, temporary: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the database at ``path``, migrated; the caller holds the lock.

    :raises DiskFull: where there is no room for what is written; nothing of it is committed.
    """
    with room_for(path):
        temporary.mkdir(parents=True, exist_ok=True)
        with _opened(path, temporary) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            migrate(connection)
            # What a snapshot holds beside the tables, where one was put in the warehouse's place.
            connection.execute("DROP SCHEMA IF EXISTS page CASCADE")
            yield connection
            connection.execute("CHECKPOINT")


def _opened(path: Path, temporary: Path) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(
            str(path),
            config={
                **STORAGE,
                "memory_limit": MEMORY,
                "temp_directory": str(temporary),
            },
        )
    except duckdb.Error as error:
        raise WarehouseError(f"{path}: {str(error).splitlines()[0]}") from error


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All of the block's statements, or none."""
    connection.execute("BEGIN")
    try:
        yield
    except BaseException:
        with suppress(duckdb.Error):  # a full disk ends the connection: nothing was committed
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def note_change(connection: duckdb.DuckDBPyConnection, what: str, subject: str) -> None:
    """Record that the warehouse differs from what it was: publish goes by it."""
    connection.execute(
        "INSERT INTO store.changes "
        "SELECT coalesce(max(change_id), 0) + 1, now(), ?, ? FROM store.changes",
        [what, subject],
    )


def count(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    """The one number that a query gives."""
    row = connection.execute(sql).fetchone()
    assert row is not None
    return int(row[0])
