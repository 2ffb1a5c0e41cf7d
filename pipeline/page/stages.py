"""What the stage files keep beyond the snapshot: losing candidates, cuts, runs not yet in it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

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
