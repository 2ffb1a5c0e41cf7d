"""Questions: the cookbook's, asked of the snapshot, their first numbers as bars."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import duckdb
from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from pipeline.load.snapshot import cookbook
from pipeline.page.render import Read, page
from pipeline.page.snapshot import Row

router = APIRouter()

SHOWN = 200
LONGEST = 200
_SETTING = re.compile(r"getvariable\('(\w+)'\)")
_HOW = re.compile(r"\s*\(([^()]*?)(?:;\s*)?--set [^()]*\)")


@router.get("/questions")
def questions(request: Request, read: Read) -> HTMLResponse:
    """All questions of the cookbook."""
    recipes = {name: _asks(path.read_text("utf-8")) for name, path in cookbook().items()}
    return page(request, read, "questions.html", questions=recipes)


@router.get("/questions/{name}")
def question(request: Request, read: Read, name: str) -> HTMLResponse:
    """One question with its answer; a form asks for what it can be set to (a name, a day)."""
    path = cookbook().get(name)
    if path is None:
        raise HTTPException(404, f"No question named {name} in the cookbook")
    sql = path.read_text("utf-8")
    asked = {
        setting: request.query_params.get(setting, "")[:LONGEST]
        for setting in dict.fromkeys(_SETTING.findall(sql))
    }
    try:
        rows = read.ask(sql, SHOWN, variables={k: v for k, v in asked.items() if v})
    except (duckdb.ConversionException, duckdb.InvalidInputException) as error:
        raise HTTPException(422, str(error).splitlines()[0]) from None
    return page(
        request,
        read,
        "question.html",
        name=name,
        asks=_asks(sql),
        sql=sql,
        asked=asked,
        columns=list(rows[0]) if rows else [],
        rows=rows,
        measure=_measure(rows),
        most=SHOWN,
    )


def _asks(sql: str) -> str:
    """The question in a file's first line, without how a terminal sets something.

    >>> _asks("-- Who leads? (last 90 days; --set since=2026-01-01)")
    'Who leads? (last 90 days)'
    >>> _asks("-- Who? (--set name=x)")
    'Who?'
    """
    line = sql.partition("\n")[0].removeprefix("--").strip()
    return _HOW.sub(lambda found: f" ({found[1]})" if found[1] else "", line)


def _measure(rows: list[Row]) -> str | None:
    """The first column that counts something: it is drawn as bars."""
    for column in rows[0] if rows else ():
        values = [row[column] for row in rows]
        if all(_is_number(v) and v >= 0 for v in values if v is not None) and any(values):
            return column
    return None


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)
