"""The refs of a shard as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pipeline.errors import InputError
from pipeline.record import Hints, Ref
from pipeline.runs import write_atomically
from pipeline.serialize import to_dict
from pipeline.tables.cut import Part


def write_refs(path: Path, refs: Iterable[Ref]) -> None:
    """Write ``refs`` to ``path``; the file appears whole."""
    lines = (json.dumps(_sparse(to_dict(ref)), ensure_ascii=False) + "\n" for ref in refs)
    write_atomically(path, "".join(lines).encode("utf-8", "surrogateescape"))


def read_refs(path: Path) -> list[Ref]:
    """The refs of a shard; ``InputError`` where discover did not write it."""
    try:
        text = path.read_bytes().decode("utf-8", "surrogateescape")
    except FileNotFoundError:
        raise InputError(f"{path}: no such shard; discover writes it") from None
    return [ref_from(json.loads(line)) for line in text.split("\n") if line]


def ref_from(row: dict[str, Any]) -> Ref:
    """The ref that ``to_dict`` made ``row`` from."""
    columns = tuple((field, column) for field, column in row.get("columns", ()))
    return Ref(**row | {"hints": Hints(**row.get("hints", {})), "columns": columns})


def documents(refs: Iterable[Ref]) -> int:
    """How many documents the refs are: a part of a table has its rows, any other is one."""
    return sum(Part.at(r.location).size if r.kind == "rows" else 1 for r in refs)


def _sparse(row: dict[str, Any]) -> dict[str, Any]:
    hints = {k: v for k, v in row["hints"].items() if v not in (None, False)}
    return {k: v for k, v in row.items() if v not in (None, [])} | {"hints": hints}
