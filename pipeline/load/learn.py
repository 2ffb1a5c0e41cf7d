"""Learn: the blocks that an outlet's articles repeat, frozen as a numbered file for parse."""

from __future__ import annotations

import json
from dataclasses import dataclass

import duckdb

from pipeline.clean.fingerprint import block_hash
from pipeline.extract.profiles import latest, read_blocks
from pipeline.load.statements import load_sql
from pipeline.load.warehouse import open_warehouse, transaction
from pipeline.runs import write_atomically
from pipeline.settings import Home


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What is known of an outlet; ``version`` is 0 where nothing repeats."""

    source: str
    version: int
    blocks: int
    new: list[str]


def learn(home: Home, source: str | None = None) -> list[Learned]:
    """Count the blocks of one outlet, or of all, and freeze those that repeat.

    Blocks learned before stay: the articles that were parsed without them say nothing of them.
    Where there is nothing new no file is written, and records keep their version.
    """
    with open_warehouse(home) as connection, transaction(connection):
        known = connection.execute(
            "SELECT DISTINCT source FROM store.articles WHERE source = $1 OR $1 IS NULL ORDER BY 1",
            [source],
        ).fetchall()
        return [_learn(connection, home, name) for (name,) in known]


def _learn(connection: duckdb.DuckDBPyConnection, home: Home, source: str) -> Learned:
    rows = connection.execute(load_sql("90_blocks"), {"source": source}).fetchall()
    found = {block_hash(block): (block, articles, of) for block, articles, of in rows}
    connection.execute("DELETE FROM store.block_counts WHERE source = ?", [source])
    for fingerprint, (block, articles, of) in found.items():
        connection.execute(
            "INSERT INTO store.block_counts VALUES (?, ?, ?, ?, ?)",
            [source, fingerprint, articles, of, block],
        )
    version = latest(home, source)
    before = read_blocks(home, source, version)
    new = {fingerprint for fingerprint in found if fingerprint not in before}
    if new:
        version += 1
        blocks = dict(sorted((before | {f: found[f][0] for f in new}).items()))
        text = json.dumps({"source": source, "blocks": blocks}, ensure_ascii=False, indent=1)
        write_atomically(home.learned / source / f"{version}.json", text.encode())
    return Learned(
        source=source,
        version=version,
        blocks=len(before) + len(new),
        new=sorted(found[f][0] for f in new),
    )
