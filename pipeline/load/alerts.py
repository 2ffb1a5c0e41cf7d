"""Alerts: saved questions whose new rows are told once, after each publish."""

from __future__ import annotations

import json
from collections.abc import Iterator, Set
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import duckdb

from pipeline.errors import BroadsheetError
from pipeline.load.snapshot import ask, open_snapshot
from pipeline.resources import sql_files
from pipeline.runs import write_atomically
from pipeline.settings import Home

SHOWN = 20  # new rows told of a question


@dataclass(frozen=True, slots=True)
class Alert:
    """Rows that a saved question gave for the first time; ``keys``: of all it ever gave."""

    name: str
    question: str
    columns: list[str]
    rows: list[tuple[Any, ...]]
    keys: Set[str] = frozenset()

    def remember(self, home: Home) -> None:
        """Note that its rows were told."""
        write_atomically(_memory(home, self.name), json.dumps(sorted(self.keys)).encode())

    def __str__(self) -> str:
        """The question, then a row a line, the first ``SHOWN``."""
        lines = ["  " + "  ".join(map(str, row)) for row in self.rows[:SHOWN]]
        if len(self.rows) > SHOWN:
            lines.append(f"  and {len(self.rows) - SHOWN:,} more")
        return "\n".join([f"{self.question} ({len(self.rows):,} new)", *lines])


def alert(home: Home) -> Iterator[str]:
    """A text for each question that has new rows, for people; and for each that cannot be asked.

    ``broadsheet run`` and the DAG tell these after each publish that changed something.
    """
    for path in _questions(home):
        try:
            found = _new_rows(home, path)
            if found:
                yield str(found)
                found.remember(home)
        except (BroadsheetError, duckdb.Error) as error:
            yield f"{path}: cannot be asked: {str(error).splitlines()[0]}"


def new_rows(home: Home) -> Iterator[Alert]:
    """Ask every question under ``sql/alerts`` and the home's ``alerts/``; keep what was told.

    What was told is remembered in ``state/alerts/<name>.json`` once the caller has had it, so
    that a crash tells twice and never loses.
    """
    for path in _questions(home):
        if found := _new_rows(home, path):
            yield found
            found.remember(home)


def _questions(home: Home) -> list[Path]:
    return [*sql_files("alerts"), *sorted((home.root / "alerts").glob("*.sql"))]


def _new_rows(home: Home, path: Path) -> Alert | None:
    sql = path.read_text("utf-8")
    with open_snapshot(home) as connection:
        answer = ask(connection, sql)
        rows = {_key(row): row for row in answer.fetchall()}
    told = _told(_memory(home, path.stem))
    fresh = {key: row for key, row in rows.items() if key not in told}
    head = sql.partition("\n")[0].removeprefix("--").strip()
    columns = answer.columns
    return Alert(path.stem, head, columns, [*fresh.values()], told | rows.keys()) if fresh else None


def _memory(home: Home, name: str) -> Path:
    return home.state / "alerts" / f"{name}.json"


def _told(memory: Path) -> set[str]:
    return set(json.loads(memory.read_bytes())) if memory.exists() else set()


def _key(row: tuple[Any, ...]) -> str:
    return blake2b(repr(row).encode(), digest_size=8).hexdigest()
