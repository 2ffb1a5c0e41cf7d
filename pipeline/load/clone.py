"""Copying a database file as a whole, and putting one in the place of another."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.disk import room_for

_FICLONE = 0x40049409  # ioctl_ficlone(2)


def clone(source: Path, target: Path) -> None:
    """Share the blocks copy-on-write where the file system can (Btrfs, XFS), else copy them."""
    with source.open("rb") as read, target.open("wb") as write:
        try:
            fcntl.ioctl(write.fileno(), _FICLONE, read.fileno())
        except OSError:
            shutil.copyfile(source, target)


def clear_unfinished(target: Path) -> None:
    """Remove what killed processes left of copies beside ``target``; the caller holds its lock."""
    for left in target.parent.glob(f".{target.name}.*.tmp*"):
        left.unlink(missing_ok=True)


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A path beside ``target`` for a database; once the block is done it takes the target's place.

    Who has the old file open keeps it; whoever opens ``target`` finds the old one or the new.

    :raises DiskFull: where there is no room; the target is as it was.
    """
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    with room_for(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            yield temporary
            with temporary.open("rb") as file:
                os.fsync(file.fileno())
            temporary.replace(target)
        finally:
            for left in (temporary, temporary.with_name(f"{temporary.name}.wal")):
                left.unlink(missing_ok=True)
