"""What tests of the load share."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from pipeline.load.migrate import migrate


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """An empty warehouse in memory, for the tests of a file that empty it themselves."""
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        migrate(connection)
        yield connection
