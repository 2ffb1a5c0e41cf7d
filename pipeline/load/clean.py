"""Cleaning by age: stage files of runs that are loaded, and raw bytes where a rule says so."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from pipeline.load.erase import erase_from_parts
from pipeline.load.erase_warcs import erase_records
from pipeline.load.warehouse import note_change, open_warehouse, transaction
from pipeline.settings import Home
from pipeline.sources import Source

_LEFT_BEHIND = 86_400.0  # seconds after which a temporary file is no running process's

# All parts of these runs are in the tables.
_LOADED = """
SELECT run FROM store.runs
WHERE len(missing) = 0 AND len(damaged) = 0 AND undone_at IS NULL AND created_at < $before
    AND run NOT IN (SELECT run FROM store.quarantine WHERE released_at IS NULL)
"""

_EXPIRED = """
SELECT replace(capture_id::VARCHAR, '-', ''), warc_file FROM store.captures
WHERE source = $source AND fetched_at < $before AND starts_with(warc_file, 'raw/')
"""

_LET_GO = """
UPDATE store.captures SET warc_file = NULL, warc_offset = NULL
WHERE capture_id IN (SELECT unnest(?)::UUID)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaned:
    """What went: runs whose stage files were removed, captures whose bytes were, and bytes."""

    runs: int
    captures: int
    bytes: int


def clean(home: Home, sources: Sequence[Source], *, older_than: timedelta) -> Cleaned:
    """Remove what ``parse`` made of runs that were loaded and are older than that, and what killed
    processes left behind; and the raw bytes of sources whose ``[keep]`` sets a time for them.

    Rows of captures stay, so what is kept in ``raw/`` can be read again at any time.
    """
    before = _size(home)
    now = datetime.now(UTC)
    with open_warehouse(home) as connection:
        found = connection.execute(_LOADED, {"before": now - older_than}).fetchall()
        runs = sum(_clean_run(home, run) for (run,) in found)
        captures = 0
        for source in sources:
            if source.keep.raw is not None:
                captures += _let_go(home, connection, source.name, now - source.keep.raw)
    for path in _left_behind(home):
        path.unlink(missing_ok=True)
    return Cleaned(runs=runs, captures=captures, bytes=before - _size(home))


def _clean_run(home: Home, run: str) -> bool:
    """Whether the run still had something to remove."""
    had = False
    for folder in (home.articles(run, "").parent, home.refs(run, "").parent):
        if folder.exists():
            had = True
            for path in folder.iterdir():
                path.unlink()
            folder.rmdir()
    return had


def _let_go(
    home: Home, connection: duckdb.DuckDBPyConnection, source: str, before: datetime
) -> int:
    """Erase the bytes of a source's captures from before then; return how many there were.

    First the rows say that there are no bytes, then there are none: what is cut short between is
    erased with the file's last capture.
    """
    expired = connection.execute(_EXPIRED, {"source": source, "before": before}).fetchall()
    captures = [capture for capture, _ in expired]
    if not captures:
        return 0
    with transaction(connection):
        connection.execute(_LET_GO, [captures])
        note_change(connection, "clean", source)
    erase_from_parts(home, captures)
    for name in sorted({name for _, name in expired}):
        path = home.root / name
        held = connection.execute("SELECT 1 FROM store.captures WHERE warc_file = ?", [name])
        if held.fetchone() is None:
            path.unlink(missing_ok=True)
        elif path.exists():
            erase_records(path, lambda url: False, set(captures))
    return len(captures)


def _left_behind(home: Home) -> Iterator[Path]:
    """Temporary files that nobody has written to for a day."""
    limit = time.time() - _LEFT_BEHIND
    for folder in (home.root, home.root / "published", home.root / "stage", home.state / "tmp"):
        pattern = "*" if folder.name == "tmp" else ".*.tmp*"
        search = folder.rglob if folder.name in ("stage", "tmp") else folder.glob
        yield from (p for p in search(pattern) if p.is_file() and p.stat().st_mtime < limit)


def _size(home: Home) -> int:
    folders = (home.root / "stage", home.raw)
    return sum(p.stat().st_size for f in folders for p in f.rglob("*") if p.is_file())
