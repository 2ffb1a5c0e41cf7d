"""Runs: their ids, and the manifest on disk that says what a run is made of."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from pipeline.disk import room_for
from pipeline.errors import InputError
from pipeline.settings import Home


def new_run_id() -> str:
    """An id that sorts by time: ``20260301T120000Z-1a2b3c``."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"


def scheduled_run_id(dag: str, dag_run: str, at: datetime) -> str:
    """The run of a scheduler's run: a function of it, so every task and try finds the same.

    It sorts by time with those of ``new_run_id``.
    """
    digest = hashlib.blake2b(f"{dag} {dag_run}".encode(), digest_size=3).hexdigest()
    return f"{at:%Y%m%dT%H%M%SZ}-{digest}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What discover found for a run; ``shards`` are the names of its parts."""

    run: str
    created: str
    shards: list[str]
    parameters: dict[str, object] = field(default_factory=dict)

    def write(self, home: Home) -> None:
        """Write it under a temporary name and rename, so that a manifest that exists is whole."""
        write_atomically(home.manifest(self.run), json.dumps(asdict(self), indent=1).encode())

    @classmethod
    def read(cls, home: Home, run: str) -> Manifest:
        path = home.manifest(run)
        try:
            return cls(**json.loads(path.read_bytes()))
        except FileNotFoundError:
            raise InputError(
                f"run {run}: {path} does not exist; `broadsheet run` starts a new run"
            ) from None
        except (ValueError, TypeError) as error:
            raise InputError(f"run {run}: {path} is damaged ({error}); start a new run") from None


@contextmanager
def held(home: Home, run: str) -> Iterator[bool]:
    """Hold a run while working on it; false where another process does. A process that ends in
    any way lets go.
    """
    path = home.stage(run) / "lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def finish(home: Home, run: str) -> None:
    """Note that the run was loaded."""
    write_atomically(home.stage(run) / "finished", b"")


def unfinished(home: Home) -> list[str]:
    """The runs of the command line that ended before they were loaded, oldest first.

    Airflow keeps its own book of what to try again: its runs have no ``lock`` file.
    """
    return sorted(
        path.parent.name
        for path in (home.root / "stage").glob("*/lock")
        if home.manifest(path.parent.name).exists() and not (path.parent / "finished").exists()
    )


def write_atomically(path: Path, content: bytes) -> None:
    """Replace ``path`` by ``content``; a reader sees the old file or the new, never a part."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with room_for(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with temporary.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
