"""Templates: every value is escaped, undefined names are errors."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.page import charts, words
from pipeline.page.snapshot import Session

_environment = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters.update(words.FILTERS)
_environment.globals.update(sparkline=charts.sparkline)


def _session(request: Request) -> Iterator[Session]:
    with request.app.state.snapshot.session() as session:
        yield session


Read = Annotated[Session, Depends(_session)]
"""A session on the newest snapshot, for the time of the request."""


def page(request: Request, read: Session, template: str, **values: Any) -> HTMLResponse:
    """What ``template`` makes of ``values``, with the snapshot's age."""
    return render(request, template, build=read.build, **values)


def render(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """The page that ``template`` makes of ``values``; ``base`` is where the app is mounted."""
    html = _environment.get_template(template).render(
        base=request.scope.get("root_path", "").rstrip("/"),
        path=request.url.path,
        framed=request.app.state.framed,
        status=status,
        **values,
    )
    return HTMLResponse(html, status)
