"""Publish: the snapshot that everybody reads, replaced in one step."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import duckdb

from pipeline.load.clone import clear_unfinished, clone, replacing
from pipeline.load.warehouse import STORAGE, connect, count, lock
from pipeline.resources import sql_files
from pipeline.settings import Home

# The build's id is over the warehouse's last change and the files that made its schema, its views
# and what is counted for the page.
_BUILD = """
SELECT md5(concat_ws(' ',
    $counted,
    (SELECT arg_max((change_id, made_at)::VARCHAR, change_id) FROM store.changes),
    (SELECT string_agg(checksum, ' ' ORDER BY name) FROM schema_migrations)
))
"""

_SNAPSHOT = """
CREATE OR REPLACE TABLE snapshot (build VARCHAR, built_at TIMESTAMPTZ, run VARCHAR);
INSERT INTO snapshot SELECT $build, now(), max(run) FROM store.runs;
COMMENT ON TABLE snapshot IS 'One row: which state of the warehouse this file shows.';
COMMENT ON COLUMN snapshot.build IS 'id of the state: equal ids, equal tables';
COMMENT ON COLUMN snapshot.built_at IS 'when this file was made';
COMMENT ON COLUMN snapshot.run IS 'latest run in it';
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishReport:
    """The snapshot; ``replaced`` is false where it already showed the warehouse's state."""

    path: Path
    build: str
    replaced: bool
    articles: int
    bytes: int


def publish(home: Home, *, keep: int = 0) -> PublishReport:
    """Make the snapshot show the warehouse. Open readers keep what they have, new ones see this.

    ``keep`` old snapshots stay beside it, in ``published/old``, the latest ones.
    """
    target = home.published
    with lock(home):
        with connect(home.warehouse, home.state / "tmp") as connection:
            articles = count(connection, "SELECT count(*) FROM store.articles")
            row = connection.execute(_BUILD, {"counted": _counted()}).fetchone()
            assert row is not None
            build = str(row[0])
        clear_unfinished(target)
        replaced = _published_build(target) != build
        if replaced:
            if keep and target.exists():
                _set_by(target)
            _replace(home.warehouse, target, build)
            _prune(target, keep)
    return PublishReport(
        path=target,
        build=build,
        replaced=replaced,
        articles=articles,
        bytes=target.stat().st_size,
    )


def _replace(warehouse: Path, target: Path, build: str) -> None:
    with replacing(target) as temporary:
        clone(warehouse, temporary)
        with duckdb.connect(str(temporary), config=STORAGE) as connection:
            for statement in _SNAPSHOT.strip().split(";\n"):
                connection.execute(statement, {"build": build} if "$build" in statement else None)
            count_for_page(connection)
            connection.execute("CHECKPOINT")


def count_for_page(connection: duckdb.DuckDBPyConnection) -> None:
    """Answer what the page asks of all articles, once: a table each in the schema `page`."""
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("DROP SCHEMA IF EXISTS page CASCADE; CREATE SCHEMA page")
    for path in sql_files("page"):
        connection.execute(f"CREATE TABLE page.{path.stem} AS {path.read_text('utf-8')}")


def _counted() -> str:
    return sha256(b"".join(path.read_bytes() for path in sql_files("page"))).hexdigest()


def _set_by(target: Path) -> None:
    made = datetime.fromtimestamp(target.stat().st_mtime, UTC)
    old = target.parent / "old" / f"{made:%Y%m%dT%H%M%S.%fZ}.duckdb"
    old.parent.mkdir(exist_ok=True)
    old.unlink(missing_ok=True)
    os.link(target, old)


def _prune(target: Path, keep: int) -> None:
    old = sorted((target.parent / "old").glob("*.duckdb"))
    for path in old[: len(old) - keep]:
        path.unlink()


def _published_build(target: Path) -> str | None:
    """The build that the snapshot shows, or None where there is none that opens."""
    if not target.exists():
        return None
    try:
        with duckdb.connect(str(target), read_only=True) as connection:
            row = connection.execute("SELECT build FROM snapshot").fetchone()
    except duckdb.Error:
        return None
    return str(row[0]) if row else None
