"""Capture rows: their ids, and the Parquet files that hold them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any

from pipeline.record import Capture, Hints


def capture_id(url: str, fetched_at: datetime, digest: str | None) -> str:
    """32 hex digits over URL, time (UTC, microseconds) and digest: a replay gives the same."""
    time = fetched_at.astimezone(UTC).isoformat(timespec="microseconds")
    return blake2b("\0".join((url, time, digest or "")).encode(), digest_size=16).hexdigest()


def capture_from_row(row: Mapping[str, Any]) -> Capture:
    """The capture that ``to_row`` made ``row`` from; fields unknown to this version are dropped."""
    values = {f.name: row[f.name] for f in fields(Capture) if row.get(f.name) is not None}
    hints = values.get("hints") or {}
    known = {f.name for f in fields(Hints)}
    values["hints"] = Hints(**{k: v for k, v in hints.items() if k in known and v is not None})
    values["redirects"] = tuple(values.get("redirects", ()))
    if isinstance(values["fetched_at"], str):
        values["fetched_at"] = datetime.fromisoformat(values["fetched_at"])
    return Capture(**values)


def read_captures(path: Path) -> list[Capture]:
    """The rows of a shard's captures file."""
    import pyarrow.parquet as pq

    return [capture_from_row(row) for row in pq.read_table(path).to_pylist()]


def is_document(capture: Capture) -> bool:
    """Whether a capture holds a payload that parse should read."""
    return (
        capture.kind in ("response", "resource")
        and capture.status in (None, 200)
        and capture.error_class is None
        and capture.warc_file is not None  # else its bytes were let go of
    )
