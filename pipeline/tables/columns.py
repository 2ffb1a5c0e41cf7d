"""Which column of a table holds which field of an article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from pipeline.errors import InputError
from pipeline.lexicon.load import toml

Columns = dict[str, str]  # field -> column; ``a.b`` is the key ``b`` inside the column ``a``


def fields() -> list[str]:
    """The fields that a column can hold."""
    return list(toml("columns"))


def given(pairs: Sequence[str]) -> Columns:
    """``FIELD=COLUMN`` pairs as people write them; an empty column says that there is none.

    :raises InputError: for a pair that is not one, or a field that is not known.
    """
    columns: Columns = {}
    for pair in pairs:
        field, equals, column = pair.partition("=")
        if not equals or field not in fields():
            raise InputError(
                f"--map {pair}: not FIELD=COLUMN with a field of: {', '.join(fields())}"
            )
        columns[field] = column
    return columns


def recognise(path: Path, names: Sequence[str], asked: Mapping[str, str]) -> Columns:
    """The columns of a table that has ``names``: those asked for, else those of standard names.

    :raises InputError: where a column asked for is not there, or none holds the article itself.
    """
    by_letters: dict[str, str] = {}
    for name in names:
        by_letters.setdefault(_letters(name), name)
    columns: Columns = {}
    for field, known in toml("columns").items():
        if field in asked:
            columns[field] = asked[field]
            continue
        found = (by_letters[_letters(name)] for name in known if _letters(name) in by_letters)
        columns[field] = next((c for c in found if c not in asked.values()), "")
    columns = {field: column for field, column in columns.items() if column}
    for field, column in columns.items():
        if column not in names and column.partition(".")[0] not in names:
            near = get_close_matches(column, names, 1)
            told = f"did you mean {near[0]}?" if near else f"its columns: {', '.join(names)}"
            raise InputError(f"{path}: no column {column} for --map {field}={column}; {told}")
    if "html" not in columns and "text" not in columns:
        raise InputError(
            f"{path}: no column holds the articles' text; name it with --map text=COLUMN or "
            f"--map html=COLUMN; its columns: {', '.join(names) or 'none'}"
        )
    return columns


def instead(names: Iterable[str], field: str, columns: Columns) -> str | None:
    """The column of standard name that holds ``field`` in a row that lacks the table's."""
    free = {_letters(name): name for name in names if name not in columns.values()}
    known = (_letters(name) for name in toml("columns")[field])
    return next((free[name] for name in known if name in free), None)


def _letters(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())
