"""Where the files are that come with the package: beside it in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data_dir(name: str) -> Path:
    """The folder ``sql`` or ``sources`` that comes with Broadsheet."""
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def sql_files(folder: str) -> list[Path]:
    """The SQL files of a folder under ``sql/``, in the order of their names."""
    return sorted((data_dir("sql") / folder).glob("*.sql"))
