"""The sample outlet, served for a test; and what the tables of a home say."""

from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from pipeline.commands.demo import add_sample_sources
from pipeline.sample.server import SampleServer, serve
from pipeline.settings import Home

# What says when and in which run something was read; all else must be equal.
CHANCE = {
    "run", "fetched_at", "first_seen", "last_seen", "capture_id", "seconds", "warc_file",
    "warc_offset", "checked_at", "observations",
}  # fmt: skip
TABLES = [
    "articles",
    "article_urls",
    "article_revisions",
    "paragraphs",
    "images",
    "authors",
    "tags",
    "wire_credits",
    "datelines",
    "corrections",
    "quotes",
    "citations",
    "mentions",
    "dates_mentioned",
    "links",
    "evidence",
    "rejects",
]


@pytest.fixture
def outlet() -> Iterator[SampleServer]:
    with serve() as server:
        yield server


@pytest.fixture
def home(tmp_path: Path, outlet: SampleServer) -> Home:
    place = Home(tmp_path / "home")
    add_sample_sources(place, outlet.base)
    return place


Rows = dict[str, list[tuple[object, ...]]]


@pytest.fixture(scope="session")
def tables() -> Callable[[Home], Rows]:
    def read(home: Home) -> Rows:
        with duckdb.connect(str(home.published), read_only=True) as connection:
            found: Rows = {}
            for table in TABLES:
                relation = connection.table(table)
                columns = [c for c in relation.columns if c not in CHANCE]
                quoted = ", ".join(f'"{c}"' for c in columns)
                found[table] = relation.project(quoted).order(quoted).fetchall()
        return found

    return read
