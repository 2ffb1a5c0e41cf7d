"""Writing the warehouse's file anew, without what was deleted from it."""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipeline.load.clone import replacing
from pipeline.load.warehouse import STORAGE, lock
from pipeline.settings import Home


def compact(home: Home) -> None:
    """Replace the warehouse's file by one that holds its rows and nothing else.

    DuckDB keeps the bytes of deleted rows until something is written over them; and a file that
    shrank inside does not give its space back.
    """
    with lock(home), replacing(home.warehouse) as temporary:
        _copy(home.warehouse, temporary)


def _copy(source: Path, target: Path) -> None:
    with duckdb.connect(config=STORAGE) as connection:
        for name, path, option in (("old", source, " (READ_ONLY)"), ("new", target, "")):
            quoted = str(path).replace("'", "''")
            connection.execute(f"ATTACH '{quoted}' AS {name}{option}")
        connection.execute("COPY FROM DATABASE old TO new")
        connection.execute("CHECKPOINT new")
        connection.execute("DETACH new")
