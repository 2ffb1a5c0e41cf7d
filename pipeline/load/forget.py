"""Forgetting an article for good: a takedown, or somebody's right to be left alone.

    tombstone ─▶ warehouse ─▶ raw, stage, quarantine, reprocess, frontier, exports ─▶ snapshots

What is to be erased is written down first (``state/forgetting.json``), so that a takedown that was
cut short is finished by the next one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

import duckdb

from pipeline.fetch.forgotten import forgotten
from pipeline.load.compact import compact
from pipeline.load.erase import Erased, erase_files
from pipeline.load.loader import adopt_tombstones
from pipeline.load.publish import publish
from pipeline.load.removal import remove
from pipeline.load.targets import Targets
from pipeline.load.warehouse import note_change, open_warehouse, transaction
from pipeline.runs import write_atomically
from pipeline.settings import Home
from pipeline.urls import host_of, url_id

_ADDRESSES = """
CREATE OR REPLACE TEMP TABLE addresses AS
WITH named AS (SELECT unnest($ids)::UUID AS url_id),
article AS (
    SELECT url_id FROM store.article_urls
    WHERE article_id IN (SELECT article_id FROM store.article_urls WHERE url_id IN (FROM named))
    UNION FROM named
)
SELECT url_id FROM article
UNION
SELECT unnest([requested_id, final_id]) FROM store.observations
WHERE requested_id IN (FROM article) OR final_id IN (FROM article);
CREATE OR REPLACE TEMP TABLE gone AS
SELECT DISTINCT capture_id FROM store.observations
WHERE requested_id IN (FROM addresses) OR final_id IN (FROM addresses);
"""

# Failures and unchanged answers have no observation that would tie them to an address.
_BESIDE = """
SELECT capture_id, url, final_url FROM store.captures
WHERE capture_id NOT IN (SELECT capture_id FROM store.observations)
    AND list_bool_or(list_transform($hosts, lambda h: contains(url, h) OR contains(final_url, h)))
"""

_REST = """
DELETE FROM store.urls WHERE url_id IN (FROM addresses);
DELETE FROM store.hand_corrections WHERE article_id IN (FROM addresses);
DELETE FROM store.words WHERE md5_number_lower(stem) NOT IN (SELECT stem FROM store.postings);
UPDATE store.check_results SET sample = NULL
WHERE list_bool_or(list_transform($strings, lambda s: contains(sample, s)));
"""


@dataclass(slots=True)
class Forgotten:
    """What a takedown took out: rows of the warehouse, and what was erased from files."""

    articles: int = 0
    observations: int = 0
    captures: int = 0
    files: Erased = field(default_factory=Erased)


def forget(home: Home, names: Sequence[str]) -> Forgotten:
    """Take articles out by id or address, wherever they are, and make the snapshot anew; without
    names all that ever were, again: after a backup was restored.

    The ids of their addresses stay, in the warehouse and in ``state/forgotten``: nothing from
    there is fetched, imported or loaded again. An address of which nothing is known is kept out
    all the same. Files that a run read where they lay are their owner's to remove.
    """
    report = Forgotten()
    wanted = sorted({_id(name) for name in names} or forgotten(home))
    journal = home.state / "forgetting.json"
    if wanted:
        _take_out(home, wanted, journal, report)
    if journal.exists():
        report.files = erase_files(home, Targets.read(journal))
        journal.unlink()
    compact(home)
    publish(home)
    return report


def _take_out(home: Home, wanted: Sequence[str], journal: Path, report: Forgotten) -> None:
    with open_warehouse(home) as connection:
        for statement in _ADDRESSES.strip().split(";\n"):
            connection.execute(statement, {"ids": wanted} if "$" in statement else None)
        targets = _targets(connection, wanted)
        report.articles = len(targets.articles)
        if journal.exists():  # of an attempt that was cut short
            targets |= Targets.read(journal)
        write_atomically(journal, targets.to_json())
        _add_tombstones(home, targets.ids)
        with transaction(connection):
            adopt_tombstones(connection, home)
            connection.execute("INSERT INTO gone SELECT unnest(?)::UUID", [targets.captures])
            removed = remove(connection, "capture_id IN (FROM gone)")
            for statement in _REST.strip().split(";\n"):
                values = {"strings": targets.strings} if "$" in statement else None
                connection.execute(statement, values)
            note_change(connection, "forget", wanted[0] if len(wanted) == 1 else "several")
    report.observations, report.captures = removed.observations, removed.captures


def _targets(connection: duckdb.DuckDBPyConnection, wanted: Sequence[str]) -> Targets:
    """All that the files are to be searched for."""
    ids = _column(connection, "SELECT url_id::VARCHAR FROM addresses")
    urls = _column(
        connection,
        "SELECT url FROM store.urls WHERE url_id IN (FROM addresses) UNION "
        "SELECT unnest([url, final_url]) FROM store.captures WHERE capture_id IN (FROM gone)",
    )
    captures = _column(connection, "SELECT capture_id::VARCHAR FROM gone")
    hosts = sorted({host for url in urls if (host := host_of(url))})
    if hosts:
        for capture, url, final in connection.execute(_BESIDE, {"hosts": hosts}).fetchall():
            if str(url_id(url)) in ids or str(url_id(final)) in ids:
                captures.append(str(capture))
                urls += [url, final]
    return Targets(
        ids=sorted({*wanted, *ids}),
        articles=_column(
            connection,
            "SELECT article_id::VARCHAR FROM store.articles WHERE article_id IN (FROM addresses)",
        ),
        urls=sorted(set(urls)),
        captures=sorted({capture.replace("-", "") for capture in captures}),
        runs=_column(
            connection,
            "SELECT run FROM store.captures WHERE capture_id IN (SELECT unnest(?)::UUID) "
            "UNION SELECT run FROM store.observations WHERE capture_id IN (FROM gone) "
            "UNION SELECT run FROM store.brought_again WHERE id IN (FROM gone)",
            [captures],
        ),
        loaded=_column(connection, "SELECT run FROM store.runs"),
    )


def _add_tombstones(home: Home, ids: Iterable[str]) -> None:
    known = forgotten(home) | set(ids)
    write_atomically(home.forgotten, "".join(f"{id}\n" for id in sorted(known)).encode())


def _column(
    connection: duckdb.DuckDBPyConnection, sql: str, values: Sequence[object] = ()
) -> list[str]:
    return [value for (value,) in connection.execute(sql, list(values)).fetchall()]


def _id(name: str) -> str:
    try:
        return str(UUID(name))
    except ValueError:
        return str(url_id(name))
