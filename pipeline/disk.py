"""A full disk, told to a person: which path, and what to do."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import DiskFull

_ERRORS = (errno.ENOSPC, errno.EDQUOT)


@contextmanager
def room_for(path: Path) -> Iterator[None]:
    """What is written in this block goes to ``path``, or to its folder.

    :raises DiskFull: where there is no room for it; what stood there before is as it was.
    """
    try:
        yield
    except Exception as error:
        if not _is_full(error):
            raise
        raise DiskFull(
            f"{path}: the disk is full, or a quota is used up; what stood there before is whole; "
            "free space (`broadsheet clean` may help) and run this again"
        ) from error


def _is_full(error: BaseException) -> bool:
    """Whether a full disk is behind an error; databases and Arrow only say so in words."""
    if isinstance(error, DiskFull):
        return False
    if isinstance(error, OSError) and error.errno in _ERRORS:
        return True
    words = (*map(os.strerror, _ERRORS), "database or disk is full")  # the last is SQLite's
    return any(said in str(error) for said in words)
