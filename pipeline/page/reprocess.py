"""What reading old captures again would change: the report of ``broadsheet reprocess``."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from pipeline.page.headers import policy
from pipeline.settings import Home

router = APIRouter()


@router.get("/reprocess/{run}")
def report(request: Request, run: str) -> HTMLResponse:
    """The report as it was written, under a policy that allows its own style and nothing else."""
    found = {path.parent.name: path for path in reports(request.app.state.home)}
    if run not in found:
        raise HTTPException(404, f"No report on a reprocessing {run}")
    page = found[run].read_text("utf-8")
    style = page.partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    allowed = policy(framed=request.app.state.framed, style=f"'sha256-{digest}'")
    return HTMLResponse(page, headers={"Content-Security-Policy": allowed})


def reports(home: Home) -> list[Path]:
    """The reports that there are, latest first."""
    return sorted(home.root.glob("reprocess/*/report.html"), reverse=True)
