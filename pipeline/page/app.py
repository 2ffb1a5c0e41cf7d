"""The application: routes over a snapshot, behind a guard, with headers that hold scripts out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from fastapi import Depends, FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.responses import Response

from pipeline.page import articles, questions, reprocess, runs, sources, today
from pipeline.page.headers import SecurityHeaders
from pipeline.page.render import render
from pipeline.page.snapshot import NoSnapshot, Snapshot, TooSlow
from pipeline.settings import Home

STATIC = Path(__file__).parent / "static"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A task that a scheduler ran for a run, and where its log can be read."""

    name: str
    state: str | None
    started: datetime | None
    seconds: float | None
    log: str


def create_app(
    home: Home,
    guard: Callable[..., Any],
    *,
    framed: bool = False,
    tasks: Callable[[Request, str], list[Task]] = lambda request, run: [],
) -> FastAPI:
    """The page over ``home``'s snapshot.

    ``guard`` is a FastAPI dependency that raises 401 or 403 for whoever may not read. ``framed``
    allows pages of the same origin, Airflow's, to frame it. ``tasks`` gives the tasks of a run.
    """
    app = FastAPI(
        title="Broadsheet",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        dependencies=[Depends(guard)],
    )
    app.state.home = home
    app.state.framed = framed
    app.state.tasks = tasks
    app.state.snapshot = Snapshot(home.published)
    app.add_middleware(SecurityHeaders, framed=framed)
    for module in (sources, runs, reprocess, articles, today, questions):
        app.include_router(module.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(NoSnapshot, _no_snapshot)
    app.add_exception_handler(TooSlow, _too_slow)
    return app


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    response = _message(request, error.status_code, str(error.detail))
    response.headers.update(error.headers or {})
    return response


def _no_snapshot(request: Request, error: Exception) -> Response:
    return _message(request, 503, str(error))


def _too_slow(request: Request, error: Exception) -> Response:
    return _message(request, 504, str(error))


def _message(request: Request, status: int, message: str) -> Response:
    if "text/html" not in request.headers.get("accept", ""):
        return JSONResponse({"detail": message}, status)
    return render(request, "message.html", status=status, message=message)
