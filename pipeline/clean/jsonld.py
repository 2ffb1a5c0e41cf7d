"""JSON-LD as it stands in pages: read leniently, flattened, references resolved."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

Item = dict[str, Any]

ARTICLE_TYPES = frozenset(
    [
        "Article", "NewsArticle", "BlogPosting", "ReportageNewsArticle", "AnalysisNewsArticle",
        "OpinionNewsArticle", "BackgroundNewsArticle", "ReviewNewsArticle", "SatiricalArticle",
        "AskPublicNewsArticle", "LiveBlogPosting", "SocialMediaPosting", "TechArticle",
        "ScholarlyArticle", "AdvertiserContentArticle", "Report", "Posting",
    ]
)  # fmt: skip
PAGE_TYPES = frozenset(["WebPage", "ItemPage", "AboutPage", "CreativeWork", "HowTo", "Recipe"])
NESTING = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart", "item")
_WRAPPING = re.compile(r"^\s*(?:(?:(?://|/\*)\s*)?<!\[CDATA\[(?:\s*\*/)?|<!--)|"
                       r"(?:(?:(?://|/\*)\s*)?\]\]>(?:\s*\*/)?|-->)\s*;?\s*$")  # fmt: skip
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_COMMENT = re.compile(r"^[ \t]*//[^\n]*$|/\*(?!\*)[^*]*\*/", re.MULTILINE)
_BETWEEN = re.compile(r"[ \n\r\t;,]*")
_DEPTH = 6


def objects(sources: Iterable[str]) -> list[Item]:
    """Every object of some JSON-LD scripts, nested entities too, in document order.

    ``{"@id": ...}`` as an author or a publisher is filled with what the object it names holds.
    """
    found = [item for source in sources for value in _load(source) for item in _flatten(value)]
    known = {i["@id"]: i for i in found if len(i) > 1 and isinstance(i.get("@id"), str)}
    for item in found:
        for key in ("author", "creator", "publisher", "isPartOf"):
            if key in item:
                item[key] = _resolve(item[key], known)
    return found


def types(item: Item) -> set[str]:
    """The object's types, without the vocabulary's address."""
    value = item.get("@type")
    names = value if isinstance(value, list) else [value]
    return {n.rpartition("/")[2].removeprefix("schema:") for n in names if isinstance(n, str)}


def types_of(value: object) -> set[str]:
    """The types of an object, or of all the objects in a list."""
    if isinstance(value, list):
        return {t for entry in value for t in types_of(entry)}
    return types(value) if isinstance(value, dict) else set()


def strings(value: object, *keys: str) -> list[str]:
    """The strings in a value that may be one, a list, or objects with one of ``keys``.

    >>> strings([{"name": "Ada"}, "Bo"], "name")
    ['Ada', 'Bo']
    """
    if isinstance(value, str):
        return [value.strip()] if value.strip() else []
    if isinstance(value, list):
        return [s for v in value for s in strings(v, *keys)]
    if isinstance(value, dict):
        return next((s for k in keys if (s := strings(value.get(k), *keys))), [])
    return []


def _load(source: str) -> Iterator[object]:
    """The values of a script: as JSON, else repaired, else as many as can be read in a row."""
    try:
        yield json.loads(source, strict=False)
        return
    except (ValueError, RecursionError):
        pass
    text = _TRAILING_COMMA.sub(r"\1", _COMMENT.sub("", _WRAPPING.sub("", source))).strip(" \n\t;")
    decoder = json.JSONDecoder(strict=False)
    at = 0
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return
        yield value
        at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]  # it matches nothing, too


def _flatten(value: object, depth: int = 0) -> Iterator[Item]:
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        for entry in value:
            yield from _flatten(entry, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in NESTING:
            if isinstance(value.get(key), (dict, list)):
                yield from _flatten(value[key], depth + 1)


def _resolve(value: object, known: dict[str, Item]) -> object:
    if isinstance(value, list):
        return [_resolve(v, known) for v in value]
    if isinstance(value, dict) and "@id" in value:
        return {**known.get(str(value["@id"]), {}), **value}
    return value
