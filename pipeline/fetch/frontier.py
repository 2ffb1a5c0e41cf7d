"""What crawling must remember between runs: ``state/frontier.sqlite``.

Addresses with their validators and the time of their next visit, hosts with their pace, leases
and rests, robots.txt, feeds and sitemaps, files. Shared by threads and processes: SQLite in WAL
mode, short transactions. It can be lost: ``broadsheet sources rebuild`` makes it from captures.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from importlib import resources
from pathlib import Path
from typing import Any
from uuid import UUID

from pipeline.errors import InputError


class Frontier:
    """An open frontier; closing it, or leaving its ``with``, leaves a whole file."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self._lock = threading.RLock()
        try:
            self._db = sqlite3.connect(
                path, timeout=30, isolation_level=None, check_same_thread=False
            )
            self._db.execute("PRAGMA journal_mode = wal")
            self._db.execute("PRAGMA synchronous = normal")
            _upgrade(self._db)
        except sqlite3.DatabaseError as error:
            if not os.access(path.parent, os.W_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path)) from None
            raise InputError(
                f"{path}: {error}; move it away and run `broadsheet sources rebuild`"
            ) from None
        self._db.row_factory = sqlite3.Row

    def __enter__(self) -> Frontier:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        with self._lock:
            self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; other processes wait, for as short as you make it."""
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def forget(self, ids: Iterable[str]) -> None:
        """Drop what is known of the addresses of these ids."""
        self.do_all("DELETE FROM urls WHERE id = ?", ((UUID(id).bytes,) for id in ids))

    def vacuum(self) -> None:
        """Write the file anew, without what was deleted from it."""
        with self._lock:
            self._db.execute("VACUUM")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def all(
        self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()
    ) -> list[sqlite3.Row]:
        """The rows of a query."""
        with self._lock:
            return self._db.execute(sql, parameters).fetchall()

    def one(self, sql: str, parameters: Sequence[Any] = ()) -> sqlite3.Row | None:
        """The first row of a query, if there is one."""
        with self._lock:
            row: sqlite3.Row | None = self._db.execute(sql, parameters).fetchone()
            return row

    def do(self, sql: str, parameters: Sequence[Any] = ()) -> int:
        """Execute one statement; the number of rows it touched."""
        with self._lock:
            return self._db.execute(sql, parameters).rowcount

    def do_all(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Execute one statement for each row of parameters."""
        with self._lock:
            self._db.executemany(sql, rows)


def _upgrade(db: sqlite3.Connection) -> None:
    """Make the tables, and in those of an older version the columns that came since."""
    schema = resources.files("pipeline.fetch").joinpath("frontier.sql").read_text("utf-8")
    db.executescript(schema)
    with closing(sqlite3.connect(":memory:")) as new:
        new.executescript(schema)
        for (table,) in new.execute("SELECT name FROM sqlite_master WHERE type = 'table'"):
            here = {column[1] for column in db.execute(f"PRAGMA table_info({table})")}
            for _, name, kind, needed, default, _ in new.execute(f"PRAGMA table_info({table})"):
                if name not in here:
                    rule = f" NOT NULL DEFAULT {default}" if needed else ""
                    db.execute(f"ALTER TABLE {table} ADD COLUMN {name} {kind}{rule}")
