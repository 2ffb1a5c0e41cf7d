"""Today: the cookbook's questions as charts."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from pipeline.page.render import Read, page

router = APIRouter()


@router.get("/today")
def today(request: Request, read: Read) -> HTMLResponse:
    """Edits after publication, most quoted people, agencies that outlets lean on."""
    return page(request, read, "today.html")
