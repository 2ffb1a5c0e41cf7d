"""Runs: their ids, and the manifest on disk that says what a run is made of."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from pipeline.errors import InputError
from pipeline.settings import Home


def new_run_id() -> str:
    """An id that sorts by time: ``20260301T120000Z-1a2b3c``."""
    return f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"


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


def write_atomically(path: Path, content: bytes) -> None:
    """Replace ``path`` by ``content``; a reader sees the old file or the new, never a part."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
