"""Articles: the search, an article with everything known of it, and what changed in it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.responses import Response

from pipeline.page import stages
from pipeline.page.changes import compare, compare_lines
from pipeline.page.marks import pieces
from pipeline.page.passages import marked, passage, words
from pipeline.page.render import Read, page
from pipeline.page.snapshot import Row, Session

router = APIRouter()

SHOWN = 10
"""Articles in a list: each text that a search shows is read with a block of others."""
PARTS = (
    "authors",
    "citations",
    "corrections",
    "datelines",
    "dates_mentioned",
    "images",
    "links",
    "mentions",
    "paragraphs",
    "quotes",
    "tags",
    "wire_credits",
)


@router.get("/articles")
def search(
    request: Request,
    read: Read,
    q: Annotated[str, Query(max_length=200)] = "",
    source: str = "",
    since: Annotated[str, Query(alias="from")] = "",
    until: Annotated[str, Query(alias="to")] = "",
    number: Annotated[int, Query(alias="page", ge=1, le=50)] = 1,
) -> HTMLResponse:
    """Articles that have the words, best first; without words those that came last."""
    filters: dict[str, Any] = {
        "source": source or None,
        "from": _day(since),
        "to": _day(until),
        "offset": (number - 1) * SHOWN,
    }
    wanted = words(q)
    if wanted:
        found = read.rows("search", question=q, top=number * SHOWN, **filters)
        shown = read.each("hits", [row["content_id"] for row in found])
        states = {row["content_id"]: row for row in shown}
        found = [row | states[row["content_id"]] for row in found]
    else:
        found = read.rows("latest", **filters)
    for row in found:
        row["headline"] = marked(row["title"] or row["url"], wanted)
        row["passage"] = passage(row.get("text", ""), wanted)
    return page(
        request,
        read,
        "articles.html",
        sources=[row["source"] for row in read.whole("source_names")],
        found=found,
        asked={"q": q, "source": source, "from": since, "to": until, "page": number},
        more=len(found) == SHOWN,
    )


@router.get("/articles/{article}")
def article(request: Request, read: Read, article: str) -> Response:
    """The record: text with its quotations marked, and what is known around it."""
    row = _article(read, article)
    if str(row["article_id"]) != article:  # an id from before two articles merged
        return RedirectResponse(request.url.path.removesuffix(article) + str(row["article_id"]))
    parts = _parts(read, row["article_id"])
    for number, quote in enumerate(parts["quotes"], 1):
        quote["number"] = number
    in_text = [mention for mention in parts["mentions"] if mention["part"] == "text"]
    for block in parts["paragraphs"]:
        block["pieces"] = pieces(
            row["text"], block["start"], block["end"], parts["quotes"], in_text
        )
    key = row["article_id"]
    return page(
        request,
        read,
        "article.html",
        article=row,
        names=_names(parts["mentions"]),
        evidence=read.rows("article_evidence", article=key),
        addresses=read.rows("article_urls", article=key),
        observations=read.rows("article_observations", 20, article=key),
        revisions=read.rows("article_revisions", article=key),
        copies=read.rows("article_copies", article=key),
        **parts,
    )


@router.get("/articles/{article}/changes")
def changes(
    request: Request,
    read: Read,
    article: str,
    before: int | None = None,
    after: int | None = None,
) -> HTMLResponse:
    """Two of its states side by side; the last two where none are named."""
    row = _article(read, article)
    revisions = read.rows("article_revisions", article=row["article_id"])
    after = after or revisions[-1]["revision"]
    before = before or max(after - 1, 1)
    old, new = (_revision(read, row, number) for number in (before, after))
    return page(
        request,
        read,
        "changes.html",
        article=row,
        revisions=revisions,
        before=old,
        after=new,
        title=compare_lines(old["title"], new["title"]),
        summary=compare_lines(old["summary"], new["summary"]),
        lines=compare(old["text"], new["text"]),
    )


@router.get("/articles/{article}/extraction")
def extraction(request: Request, read: Read, article: str) -> HTMLResponse:
    """Every candidate of every field, and what was cut from the page, where the parts are kept."""
    row = _article(read, article)
    observation = next(
        o
        for o in read.rows("article_observations", article=row["article_id"])
        if o["capture_id"] == row["capture_id"]
    )
    home = request.app.state.home
    part = stages.extraction(home, observation["run"], row["capture_id"])
    again = None
    if part is None and (capture := read.row("capture", capture=str(row["capture_id"]))):
        part = again = stages.read_again(home, capture)
    return page(
        request,
        read,
        "extraction.html",
        article=row,
        part=part,
        again=again is not None,
        run=observation["run"],
        evidence=read.rows("article_evidence", article=row["article_id"]),
    )


def _article(read: Session, article: str) -> Row:
    found = read.row("article_id", article=article)
    row = found and read.row("article", article=found["article_id"])
    if row is None:
        raise HTTPException(404, f"No article {article} in this snapshot")
    return row


def _revision(read: Session, article: Row, number: int) -> Row:
    row = read.row("revision", article=article["article_id"], revision=number)
    if row is None:
        raise HTTPException(404, f"This article has no revision {number}")
    return row


def _parts(read: Session, article: object) -> dict[str, list[Row]]:
    return {part: read.rows("article_part", part=part, article=article) for part in PARTS}


def _names(mentions: list[Row]) -> list[dict[str, Any]]:
    """The names of a text with how often they stand in it, the most frequent first."""
    counts: dict[tuple[str, str], int] = {}
    for mention in mentions:
        key = (mention["kind"], mention["name"])
        counts[key] = counts.get(key, 0) + 1
    return [
        {"kind": kind, "name": name, "times": times}
        for (kind, name), times in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise HTTPException(422, f"{text}: a date looks like 2026-03-01") from None
