"""Alerts: saved questions whose new rows are told once, after each publish."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from pipeline.load.snapshot import ask, open_snapshot
from pipeline.resources import sql_files
from pipeline.runs import write_atomically
from pipeline.settings import Home


@dataclass(frozen=True, slots=True)
class Alert:
    """Rows that a saved question gave for the first time."""

    name: str
    question: str
    columns: list[str]
    rows: list[tuple[Any, ...]]


def new_rows(home: Home) -> Iterator[Alert]:
    """Ask every question under ``sql/alerts`` and the home's ``alerts/``; keep what was told.

    What was told is remembered in ``state/alerts/<name>.json`` once the caller has had it, so
    that a crash tells twice and never loses.
    """
    files = [*sql_files("alerts"), *sorted((home.root / "alerts").glob("*.sql"))]
    with open_snapshot(home) as connection:
        for path in files:
            sql = path.read_text("utf-8")
            answer = ask(connection, sql)
            rows = {_key(row): row for row in answer.fetchall()}
            memory = home.state / "alerts" / f"{path.stem}.json"
            told = _told(memory)
            fresh = [row for key, row in rows.items() if key not in told]
            if fresh:
                head = sql.partition("\n")[0].removeprefix("--").strip()
                yield Alert(path.stem, head, answer.columns, fresh)
                write_atomically(memory, json.dumps(sorted(told | rows.keys())).encode())


def _told(memory: Path) -> set[str]:
    return set(json.loads(memory.read_bytes())) if memory.exists() else set()


def _key(row: tuple[Any, ...]) -> str:
    return blake2b(repr(row).encode(), digest_size=8).hexdigest()
