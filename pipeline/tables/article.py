"""A row of a table as the fields of an article, in the form that is archived."""

from __future__ import annotations

import json
import math
import re
from ast import literal_eval
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from pipeline.clean.decode import decode
from pipeline.tables.columns import Columns, instead

ARTICLE_ROW = "application/vnd.broadsheet.article+json"  # media type of the archived form
_LISTS = ("authors", "tags")
_NAMES = ("name", "tag", "title", "author", "text")  # keys of what a list holds as objects
_WEB = re.compile(r"https?://[^\s/]+", re.IGNORECASE)
_BARE = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)


class BadRow(Exception):
    """Why a row is no article, and what to do about it."""


def fields_of(values: Mapping[str, Any], columns: Columns) -> dict[str, str | list[str]]:
    """The fields that a row has, as strings; ``authors`` and ``tags`` as lists where it has lists.
    A row of JSON lines that lacks a column may hold its field in another of standard name.

    :raises BadRow: where it has no text, or an address that is none.
    """
    found: dict[str, str | list[str]] = {}
    for field, column in columns.items():
        value = _value(values, column)
        if value is None and (other := instead(values, field, columns)):
            value = values[other]
        told = _listed(value) if field in _LISTS else _text(value)
        if told:
            found[field] = told
    if not found.get("html") and not found.get("text"):
        where = " and ".join(columns[f] for f in ("html", "text") if f in columns)
        raise BadRow(f"nothing in {where}; leave the row out, or name another with --map text=")
    if isinstance(url := found.get("url"), str):
        found["url"] = _address(url, columns["url"])
    return found


def payload_of(fields: Mapping[str, str | list[str]]) -> bytes:
    """The archived form: equal fields, equal bytes."""
    return json.dumps(fields, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")


def _value(values: Mapping[str, Any], column: str) -> Any:
    if column in values:
        return values[column]
    value: Any = values
    for key in column.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bytes):
        return decode(value, None, None).text.strip()
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        if isinstance(value, float) and not math.isfinite(value):
            return ""
        return str(int(value)) if value == int(value) else str(value)
    if isinstance(value, list):  # paragraphs, or the one value of a list
        return "\n\n".join(filter(None, map(_text, value)))
    return ""


def _listed(value: Any) -> str | list[str]:
    """A list's strings; one string stays one, for the reader of bylines."""
    if isinstance(value, str) and value.strip().startswith("["):
        try:  # as data frames and JSON write a list into a cell
            value = literal_eval(value.strip())
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            return _text(value)
    if isinstance(value, Mapping):
        value = [value]
    if not isinstance(value, list):
        return _text(value)
    named = (
        next((v[k] for k in _NAMES if v.get(k)), None) if isinstance(v, Mapping) else v
        for v in value
    )
    return [text for v in named if (text := _text(v))]


def _address(url: str, column: str) -> str:
    if _WEB.match(url) and not re.search(r"\s", url):
        return url
    if _BARE.fullmatch(url):
        return f"https://{url}"
    raise BadRow(f"{url[:80]!r} in {column} is no web address; --map url= takes the rows without")
