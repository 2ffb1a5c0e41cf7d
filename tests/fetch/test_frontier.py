"""What crawling remembers, kept over versions."""

import sqlite3
from pathlib import Path

from pipeline.fetch.frontier import Frontier


def test_an_older_frontier_gets_the_columns_that_came_since(tmp_path: Path) -> None:
    path = tmp_path / "frontier.sqlite"
    with Frontier(path) as frontier:
        frontier.do("INSERT INTO hosts (host) VALUES ('news.example')")
    with sqlite3.connect(path) as db:
        db.execute("ALTER TABLE hosts DROP COLUMN lies")
    db.close()
    with Frontier(path) as frontier:
        row = frontier.one("SELECT * FROM hosts")
    assert row is not None
    assert (row["host"], row["lies"]) == ("news.example", 0)
