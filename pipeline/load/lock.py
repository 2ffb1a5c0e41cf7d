"""One process writes the warehouse: who holds the lock says so in the lock's file."""

from __future__ import annotations

import fcntl
import json
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pipeline.errors import WarehouseError, WarehouseLocked

PATIENCE = 60.0  # seconds that a second writer waits
_PAUSE = 0.1


@contextmanager
def write_lock(path: Path, *, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock file ``path``; wait up to ``patience`` seconds for another holder.

    The lock goes with the process, however it ends. :raises WarehouseLocked: with the
    holder's PID when it does not let go in time.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+")
    except OSError as error:
        raise WarehouseError(
            f"{path.parent}: cannot be written ({error.strerror}); "
            "choose another folder with --home or BROADSHEET_HOME"
        ) from None
    with file:
        deadline = time.monotonic() + patience
        told = False
        while not _try(file.fileno()):
            if time.monotonic() >= deadline:
                raise WarehouseLocked(
                    f"{path.parent}: process {_holder(path)} is writing the warehouse; "
                    "try again when it is done"
                )
            if not told:
                print(f"waiting for process {_holder(path)} to let go of {path}", file=sys.stderr)
                told = True
            time.sleep(_PAUSE)
        file.truncate(0)
        json.dump({"pid": os.getpid(), "since": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"}, file)
        file.flush()
        yield


def _try(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(path: Path) -> str:
    try:
        facts = json.loads(path.read_text())
        return f"{facts['pid']} (since {facts['since']})"
    except (OSError, ValueError, KeyError):
        return "unknown"
