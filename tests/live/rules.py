"""A rule that changes between two readings: the blocks that an outlet is known to repeat."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb

from pipeline.clean.fingerprint import block_hash
from pipeline.settings import Home


def value(home: Path, sql: str) -> str:
    """The one value that a query of the snapshot gives, as text."""
    with duckdb.connect(str(Home(home).published), read_only=True) as connection:
        row = connection.execute(sql).fetchone()
    assert row
    return str(row[0])


def blocks_of(home: Path, source: str) -> list[str]:
    """Paragraphs of the source's articles, long ones first."""
    rows = value(
        home,
        "SELECT to_json(list(p.text ORDER BY length(p.text) DESC, p.text)) FROM paragraphs p "
        f"JOIN articles USING (article_id) WHERE kind = 'paragraph' AND source = '{source}'",
    )
    found: list[str] = json.loads(rows)
    return found


def learn(home: Path, source: str, version: int, block: str) -> None:
    """Let parse leave out ``block`` from now on."""
    path = Home(home).learned / source / f"{version}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"source": source, "blocks": {block_hash(block): block}}))


def articles_with(home: Path, block: str) -> int:
    """The published articles that hold ``block``."""
    text = block.replace("'", "''")
    return int(value(home, f"SELECT count(*) FROM articles WHERE contains(text, '{text}')"))
