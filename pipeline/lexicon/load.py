"""Read the lexicons that lie beside this file: TOML, or one entry a line with ``#`` comments."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent


@cache
def toml(name: str) -> dict[str, Any]:
    """The tables of ``<name>.toml``. Shared: never changed by a caller."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    """The entries of ``<name>.txt``, one a line; empty lines and ``#`` comments left out."""
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
