"""What the stage files keep beyond the snapshot: losing candidates, cuts, runs not yet in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from pipeline.errors import InputError
from pipeline.extract.article import extract_or_reject
from pipeline.extract.profiles import read_profile
from pipeline.extract.stage import document_of
from pipeline.fetch.captures import capture_from_row
from pipeline.fetch.payloads import read_payload
from pipeline.serialize import to_dict
from pipeline.settings import Home


def extraction(home: Home, run: str, capture: UUID) -> dict[str, Any] | None:
    """``evidence`` and ``cuts`` of a capture from the parts of its run; None once cleaned up."""
    import pyarrow.dataset as ds

    folder = home.stage(run) / "articles"
    parts = sorted(folder.glob("*.parquet")) if folder.is_dir() else []
    if not parts:
        return None
    rows = ds.dataset(parts, format="parquet").to_table(
        columns=["evidence", "cuts"], filter=ds.field("capture_id") == capture.hex
    )
    found: list[dict[str, Any]] = rows.slice(0, 1).to_pylist()
    return found[0] if found else None


def read_again(home: Home, row: Mapping[str, Any]) -> dict[str, Any] | None:
    """``evidence`` and ``cuts`` of a capture (a row of the table), read anew from its bytes; None
    where these are gone, or cannot be read.
    """
    fields = dict(row) | {"capture_id": row["capture_id"].hex}
    capture = capture_from_row({k: v for k, v in fields.items() if v is not None})
    try:
        payload, content_type = read_payload(capture, home)
    except InputError:
        return None
    document = document_of(capture, payload, content_type)
    record = to_dict(extract_or_reject(document, read_profile(home, capture.source)))
    return {"evidence": record["evidence"], "cuts": record["cuts"]}


def parsed_at(home: Home, run: str) -> datetime | None:
    """When the last part of a run was parsed; None once its parts are cleaned away."""
    folder = home.articles(run, "").parent
    times = [path.stat().st_mtime for path in folder.glob("*.parquet")] if folder.is_dir() else []
    return datetime.fromtimestamp(max(times), UTC) if times else None


def waiting(home: Home, latest: str | None) -> list[str]:
    """Runs on disk that are newer than the snapshot's latest: under way, failed or held back."""
    folder = home.root / "stage"
    if not folder.is_dir():
        return []
    return sorted(
        (
            path.parent.name
            for path in folder.glob("*/manifest.json")
            if latest is None or path.parent.name > latest
        ),
        reverse=True,
    )[:20]
