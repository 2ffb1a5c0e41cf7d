"""Archives of articles as tables: refs to their parts, with the columns to read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.fetch.warcs import LOCAL
from pipeline.record import Ref
from pipeline.tables.columns import recognise
from pipeline.tables.cut import columns_of, cut


@dataclass(frozen=True, slots=True)
class Reading:
    """How tables are to be read: columns by field, where their names are not standard ones, and
    the source of all rows, where it is not the row's own.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    source: str = LOCAL


AS_NAMED = Reading()


def table_refs(path: Path, reading: Reading, notes: list[str]) -> Iterator[Ref]:
    """The parts of a table; which columns were taken, and where it breaks off, is told in
    ``notes``.

    :raises InputError: where no column holds articles.
    """
    try:
        names = columns_of(path)
        columns = recognise(path, names, reading.columns)
        taken = ", ".join(f"{field}={column}" for field, column in columns.items())
        left = [name for name in names if name not in columns.values()]
        notes.append(f"{path}: {taken}" + (f"; not taken: {', '.join(left)}" if left else ""))
        for part in cut(path.absolute()):
            yield Ref(
                source=reading.source,
                location=part.location,
                kind="rows",
                columns=tuple(columns.items()),
            )
    except (OSError, EOFError) as error:
        notes.append(f"{path}: cannot be read on: {getattr(error, 'strerror', None) or error}")
