"""What a load into a copy of the warehouse changed: the statements under ``sql/reprocess``."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.load.checks import run_checks
from pipeline.load.parts import schema_version
from pipeline.load.statements import sql_of
from pipeline.load.warehouse import count, transaction
from pipeline.record import Observation

_CONTEXT, _LONGEST = 60, 400  # characters of an example
_ITEM = "\x1e"  # what parts the items of a list in sql/reprocess/30_values.sql


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became of a field of a source: values that changed, among them those ``gained`` (none
    before) and ``lost`` (none after); the mean confidence of the values whose confidence moved.
    """

    source: str
    field: str
    changed: int
    gained: int
    lost: int
    confidence_moved: int
    confidence_before: float | None
    confidence_after: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One change: ``before`` and ``after`` are what differs, with what stands around it."""

    source: str
    field: str
    article_id: str | None
    url: str
    lead: str
    before: str | None
    after: str | None
    trail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckMoved:
    """A check of a source, and the rows that it selects before and after."""

    name: str
    level: str
    source: str
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class States:
    """The warehouse before and after: readings that are other ones, articles whose latest state
    is, and what differs in them."""

    captures: int
    readings: int
    articles: int
    changes: list[Change]
    examples: list[Example]
    checks: list[CheckMoved]


def note_checks(connection: duckdb.DuckDBPyConnection) -> None:
    """Keep what the checks find before the load; a second call changes nothing."""
    with transaction(connection):
        done = count(
            connection,
            "SELECT count(*) FROM duckdb_tables() "
            "WHERE schema_name = 'reprocess' AND table_name = 'checks'",
        )
        if done:
            return
        connection.execute(
            "CREATE TABLE reprocess.checks "
            "(name VARCHAR, level VARCHAR, source VARCHAR, rows BIGINT, state VARCHAR)"
        )
        _keep_checks(connection, "before")


def drop_unchanged(connection: duckdb.DuckDBPyConnection, part: Path) -> None:
    """Leave in a part only readings that are not as the warehouse has them: what a run brings."""
    temporary = part.with_name(f".{part.name}.{os.getpid()}.tmp")
    source, target = (str(path).replace("'", "''") for path in (part, temporary))
    connection.execute(
        f"COPY (SELECT * FROM read_parquet('{source}') WHERE observation_id::UUID NOT IN "
        f"(SELECT observation_id FROM reprocess.readings)) TO '{target}' "
        "(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 2048, "
        f"KV_METADATA {{'broadsheet.schema': '{schema_version(Observation)}'}})"
    )
    temporary.replace(part)


def compare_states(connection: duckdb.DuckDBPyConnection, run: str) -> States:
    """Hold the state after the load of ``run`` against the one that ``10_before`` kept."""
    connection.execute(sql_of("reprocess", "20_pairs"))
    batches = count(connection, "SELECT coalesce(max(batch) + 1, 0) FROM reprocess.pairs")
    for batch in range(batches):
        connection.execute("SET VARIABLE batch = ?", [batch])
        connection.execute(sql_of("reprocess", "30_values"))
        connection.execute(sql_of("reprocess", "40_differences"))
    with transaction(connection):
        connection.execute("DELETE FROM reprocess.checks WHERE state = 'after'")
        _keep_checks(connection, "after")
    changes = connection.execute(sql_of("reprocess", "50_changes"))
    names = [column[0] for column in changes.description]
    rows = [dict(zip(names, row, strict=True)) for row in changes.fetchall()]
    return States(
        captures=count(connection, "SELECT count(*) FROM reprocess.captures"),
        readings=count(connection, f"SELECT count(*) FROM store.observations WHERE run = '{run}'"),
        articles=count(connection, "SELECT count(*) FROM reprocess.pairs"),
        changes=[Change(**row) for row in rows],
        examples=[
            _example(*row)
            for row in connection.execute(sql_of("reprocess", "60_examples")).fetchall()
        ],
        checks=_checks(connection),
    )


def _keep_checks(connection: duckdb.DuckDBPyConnection, state: str) -> None:
    for found in run_checks(connection):
        connection.execute(
            "INSERT INTO reprocess.checks VALUES (?, ?, ?, ?, ?)",
            [found.name, found.level, found.source, found.bad_rows, state],
        )


def _checks(connection: duckdb.DuckDBPyConnection) -> list[CheckMoved]:
    rows = connection.execute(
        "SELECT name, any_value(level), source, coalesce(sum(rows) FILTER (state = 'before'), 0), "
        "coalesce(sum(rows) FILTER (state = 'after'), 0) "
        "FROM reprocess.checks GROUP BY name, source ORDER BY name, source"
    ).fetchall()
    return [
        CheckMoved(name=name, level=level, source=source, before=int(before), after=int(after))
        for name, level, source, before, after in rows
    ]


def _example(
    source: str, field: str, article: object, url: str, before: str | None, after: str | None
) -> Example:
    lead, before, after, trail = difference(before, after)
    return Example(
        source=source,
        field=field,
        article_id=str(article) if article else None,
        url=url,
        lead=lead,
        before=before,
        after=after,
        trail=trail,
    )


def difference(before: str | None, after: str | None) -> tuple[str, str | None, str | None, str]:
    """The stretch in which two values differ, and a little of what stands around it; of lists the
    items that only one of them has.

    >>> difference("By Ana Roe, staff", "By Ana Roe and Bo Poe, staff")
    ('By Ana Roe', '', ' and Bo Poe', ', staff')
    """
    if before is None or after is None:
        return "", _short(before), _short(after), ""
    if _ITEM in before or _ITEM in after:
        one, other = Counter(before.split(_ITEM)), Counter(after.split(_ITEM))
        gone, come = ("; ".join(items.elements()) for items in (one - other, other - one))
        return "", _short(gone or before), _short(come or after), ""
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    lead, trail = before[:head], before[len(before) - tail :]
    return (
        ("…" if len(lead) > _CONTEXT else "") + lead[-_CONTEXT:],
        _short(before[head : len(before) - tail]),
        _short(after[head : len(after) - tail]),
        trail[:_CONTEXT] + ("…" if len(trail) > _CONTEXT else ""),
    )


def _short(value: str | None) -> str | None:
    if value is None:
        return None
    value = value.replace(_ITEM, "; ")
    return value if len(value) <= _LONGEST else value[:_LONGEST] + "…"


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
