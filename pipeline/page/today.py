"""Today: what an editor asks first, as charts and lists."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from pipeline.page.render import Read, page

router = APIRouter()


@router.get("/today")
def today(request: Request, read: Read) -> HTMLResponse:
    """Edits after publication, who is quoted, who leans on an agency, who carries what."""
    return page(
        request,
        read,
        "today.html",
        **{
            what: read.whole(f"today_{what}")
            for what in ("days", "edits", "quoted", "agencies", "copies")
        },
    )
