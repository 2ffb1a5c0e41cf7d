"""Sources: what each outlet brings, those that went silent or changed shape first."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from pipeline.page.render import Read, page
from pipeline.page.snapshot import Row, Session
from pipeline.settings import Home
from pipeline.sources import load_sources

router = APIRouter()

NEVER: Row = dict.fromkeys(
    ("last_new", "lag", "last_success", "last_failure", "delay"), None
) | dict.fromkeys(("articles", "arrived", "captures", "failures", "failed", "warned"), 0)
NEVER |= {"arrivals": [0] * 28, "held": False, "silent": False, "changed": [], "never": True}
"""The row of a source that has brought nothing yet."""


@router.get("/")
def overview(request: Request, read: Read) -> HTMLResponse:
    """All sources."""
    rows = _sources(read, configured(request.app.state.home))
    return page(
        request,
        read,
        "sources.html",
        totals=read.row("totals"),
        sources=sorted(rows, key=_urgency),
        fields=sorted({field for row in rows for field in row["fill"]}),
    )


@router.get("/sources/{name}")
def source(request: Request, read: Read, name: str) -> HTMLResponse:
    """One source with its four weeks."""
    names = [known for known in configured(request.app.state.home) if known == name]
    found = _sources(read, names, name)
    if not found:
        raise HTTPException(404, f"No source named {name} in this snapshot")
    return page(
        request,
        read,
        "source.html",
        source=found[0],
        days=read.rows("source_days", source=name),
        fill=read.rows("fill", source=name),
        faults=read.rows("source_faults", source=name),
        checks=read.rows("checks", run=None, source=name),
        quarantine=read.rows("quarantine", source=name),
        reasons=read.rows("reject_reasons", source=name),
        latest=read.rows("latest", 10, **{"source": name, "from": None, "to": None, "offset": 0}),
    )


def configured(home: Home) -> list[str]:
    """The names of the home's sources, whether they brought anything or not."""
    files = sorted(home.sources.glob("*.toml"))
    return list(_names(home.sources, tuple((f.name, f.stat().st_mtime_ns) for f in files)))


@lru_cache(maxsize=8)
def _names(folder: Path, files: tuple[tuple[str, int], ...]) -> tuple[str, ...]:
    """Read anew when one of the ``files`` was changed."""
    return tuple(source.name for source in load_sources(folder, []))


def _sources(read: Session, names: list[str], name: str | None = None) -> list[Row]:
    """The sources' rows with their fill rates, flags and faults."""
    fill: dict[str, dict[str, Row]] = defaultdict(dict)
    ask = read.whole if name is None else read.rows
    for row in ask("fill", source=name):
        fill[row["source"]][row["field"]] = row
    faults: dict[str, list[Row]] = defaultdict(list)
    for row in ask("source_faults", source=name):
        faults[row["source"]].append(row)
    rows = ask("sources", source=name)
    known = {row["source"] for row in rows}
    rows += [NEVER | {"source": new} for new in names if new not in known]
    for row in rows:
        row["fill"] = fill[row["source"]]
        row["faults"] = faults[row["source"]]
    return rows


def _urgency(source: Row) -> tuple[Any, ...]:
    """Set aside, failed checks, silence, a change of shape, warnings; by name within each."""
    return (
        not source["held"],
        -source["failed"],
        not (source["silent"] or source["never"]),
        not source["changed"],
        -source["warned"],
        source["source"],
    )
