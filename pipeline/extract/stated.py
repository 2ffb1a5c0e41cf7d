"""Fields that a row of an archive or a source's file states: its owner's word, taken before what
the page says."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pipeline.extract.contributors import read_contributors
from pipeline.extract.document import Document
from pipeline.extract.evidence import Candidate
from pipeline.extract.language import primary
from pipeline.extract.stamps import read
from pipeline.record import Hints

_ROW, _FILE = "archive", "source file"
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_PARTS = re.compile(r"\s*[;|]\s*")
_TAGS = re.compile(r"\s*[;|,]\s*")


def document_of_row(document: Document) -> Document:
    """The document in an archived row: its page or its text, and what the row states of it."""
    fields: dict[str, Any] = json.loads(document.payload)
    form = "text/html" if fields.get("html") else "text/plain"
    return replace(
        document,
        payload=(fields.pop("html", None) or fields["text"]).encode("utf-8", "replace"),
        content_type=f"{form}; charset=utf-8",
        hints=Hints(encoding="utf-8", crawl_date=fields.get("crawled"), vouched=True),
        stated=fields,
    )


def stated(document: Document, field: str) -> Iterator[Candidate[Any]]:
    """What the row, or the source's file, says of ``field``, if it does."""
    value, rule = document.stated.get(field), _ROW
    if not value:
        value, rule = document.outlet.get(field), _FILE
    if not value:
        return
    raw = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    if field in ("published", "modified"):
        stamp = read(raw)
        found: Any = stamp.iso if stamp else None
    elif field == "language":
        found = primary(raw)
    elif field == "authors":
        found = tuple(value) if isinstance(value, list) else _people(raw)
    elif field == "tags":
        found = tuple(value) if isinstance(value, list) else tuple(filter(None, _TAGS.split(raw)))
    else:
        found = raw
    if found:
        yield Candidate(found, rule, raw)


def _people(byline: str) -> tuple[str, ...]:
    """The people of a byline; what is none that we can read is one name as it stands."""
    byline = _BY.sub("", byline)
    names: list[str] = []
    for part in filter(None, _PARTS.split(byline)):
        contributors = read_contributors(part)
        names += contributors.people if contributors and contributors.people else [part]
    return tuple(dict.fromkeys(names))
