"""Read the lexicons that lie beside this file: TOML, or one entry a line with ``#`` comments.

In a TOML file a list is an array, or a string whose entries stand one a line or between commas.
What is loaded is constant, so keeping it for the process is no state; no caller changes it.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


@cache
def toml(name: str) -> dict[str, Any]:
    """The tables of ``<name>.toml``."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str, key: str | None = None) -> frozenset[str]:
    """The list ``key`` of ``<name>.toml``, or the entries of ``<name>.txt`` without a key.

    A dotted key leads into a table: ``words("people", "parts.suffixes")``.
    """
    if key is None:
        lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        return frozenset(line.strip() for line in lines if line.strip() and line[0] != "#")
    value: Any = toml(name)
    for part in key.split("."):
        value = value[part]
    return frozenset(entries(value) if isinstance(value, str) else value)


def entries(value: str) -> list[str]:
    """The entries of a list that is one string.

    >>> entries("vow, pledge\\npoint out")
    ['vow', 'pledge', 'point out']
    """
    parts = (part.strip() for line in value.splitlines() for part in line.split(","))
    return [part for part in parts if part]
