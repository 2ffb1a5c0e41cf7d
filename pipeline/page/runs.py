"""Runs, checks, rejected documents and failed fetches, and the capture behind each."""

from __future__ import annotations

import duckdb
from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse, JSONResponse

from pipeline.load.checks import level, statement
from pipeline.page.render import Read, page
from pipeline.page.reprocess import reports
from pipeline.page.stages import parsed_at, waiting
from pipeline.resources import sql_files

router = APIRouter()

SHOWN = 100


@router.get("/snapshot.json")
def snapshot(read: Read) -> JSONResponse:
    """Which snapshot is published now, for pages that are open."""
    return JSONResponse({"build_id": read.build["build_id"]})


@router.get("/runs")
def runs(request: Request, read: Read) -> HTMLResponse:
    """The last runs."""
    return page(
        request,
        read,
        "runs.html",
        runs=read.rows("runs", run=None),
        waiting=waiting(request.app.state.home, read.build["run"]),
        reports=[path.parent.name for path in reports(request.app.state.home)[:5]],
    )


@router.get("/runs/{run}")
def run(request: Request, read: Read, run: str) -> HTMLResponse:
    """One run: its stages, sources, parts and checks, and Airflow's own tasks."""
    row = read.row("runs", run=run)
    if row is None:
        raise HTTPException(404, f"No run {run} in this snapshot")
    return page(
        request,
        read,
        "run.html",
        run=row,
        sources=read.rows("run_sources", run=run),
        checks=read.rows("checks", run=run, source=None),
        tasks=request.app.state.tasks(request, run),
        parsed=parsed_at(request.app.state.home, run),
    )


@router.get("/checks")
def checks(request: Request, read: Read, run: str | None = None) -> HTMLResponse:
    """What the checks of a run, or of the latest, found."""
    return page(
        request,
        read,
        "checks.html",
        checks=read.rows("checks", run=run, source=None),
        quarantine=read.rows("quarantine", source=None),
        run=run,
    )


@router.get("/checks/{name}")
def check(request: Request, read: Read, name: str) -> HTMLResponse:
    """A check, asked again of the snapshot: all that it finds."""
    path = next((path for path in sql_files("checks") if path.stem == name), None)
    if path is None:
        raise HTTPException(404, f"No check named {name}")
    lines = path.read_text("utf-8").splitlines()
    comment = [line.removeprefix("--").strip() for line in lines[1:] if line.startswith("--")]
    try:
        rows = read.ask(statement(path), SHOWN)
    except duckdb.CatalogException:
        rows = None
    return page(
        request,
        read,
        "check.html",
        name=name,
        level=level(path),
        asks=" ".join(comment),
        rows=rows,
        kept=[row for row in read.rows("checks", run=None, source=None) if row["name"] == name],
        most=SHOWN,
    )


@router.get("/rejects")
def rejects(
    request: Request,
    read: Read,
    source: str | None = None,
    reason: str | None = None,
    error: str | None = None,
) -> HTMLResponse:
    """Rejected documents by reason and failed fetches by class, with the latest of each."""
    source, reason, error = source or None, reason or None, error or None
    return page(
        request,
        read,
        "rejects.html",
        reasons=read.rows("reject_reasons", source=source),
        faults=read.rows("source_faults", source=source),
        rejects=[] if error else read.rows("rejects", SHOWN, source=source, reason=reason),
        failures=[] if reason else read.rows("failures", SHOWN, source=source, error_class=error),
        shown=SHOWN,
        filters={"source": source, "reason": reason, "error": error},
    )


@router.get("/captures/{capture}")
def capture(request: Request, read: Read, capture: str) -> HTMLResponse:
    """A fetch or read: what was asked and answered, where its bytes are, what became of it."""
    row = read.row("capture", capture=capture)
    if row is None:
        raise HTTPException(404, f"No capture {capture} in this snapshot")
    return page(request, read, "capture.html", capture=row)
