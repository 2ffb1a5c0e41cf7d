"""Questions: the cookbook's, asked of the snapshot, their first numbers as bars."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse

from pipeline.load.snapshot import cookbook
from pipeline.page.render import Read, page
from pipeline.page.snapshot import Row

router = APIRouter()

SHOWN = 200
_VARIABLE = re.compile(r"getvariable\('(\w+)'\)")


@router.get("/questions")
def questions(request: Request, read: Read) -> HTMLResponse:
    """All questions of the cookbook."""
    recipes = {name: _asks(path.read_text("utf-8")) for name, path in cookbook().items()}
    return page(request, read, "questions.html", questions=recipes)


@router.get("/questions/{name}")
def question(
    request: Request,
    read: Read,
    name: str,
    word: Annotated[str, Query(alias="name", max_length=200)] = "",
) -> HTMLResponse:
    """One question with its answer; ``word`` is what a question about a name is about."""
    path = cookbook().get(name)
    if path is None:
        raise HTTPException(404, f"No question named {name} in the cookbook")
    sql = path.read_text("utf-8")
    rows = read.ask(sql, SHOWN, variables={"name": word} if word else {})
    return page(
        request,
        read,
        "question.html",
        name=name,
        asks=_asks(sql),
        sql=sql,
        takes_name="name" in _VARIABLE.findall(sql),
        word=word,
        columns=list(rows[0]) if rows else [],
        rows=rows,
        measure=_measure(rows),
        most=SHOWN,
    )


def _asks(sql: str) -> str:
    return sql.partition("\n")[0].removeprefix("--").partition("(--set")[0].strip()


def _measure(rows: list[Row]) -> str | None:
    """The first column that counts something: it is drawn as bars."""
    for column in rows[0] if rows else ():
        values = [row[column] for row in rows]
        if all(_is_number(v) and v >= 0 for v in values if v is not None) and any(values):
            return column
    return None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)
