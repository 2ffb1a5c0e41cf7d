"""A parsed page: lexbor's tree, its metadata and its JSON-LD, each read once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from selectolax.lexbor import LexborHTMLParser


class Page:
    """A page's tree with the views that the rules for fields need. One instance a document."""

    def __init__(self, html: str, url: str | None = None) -> None:
        self.tree = LexborHTMLParser(html)
        self.url = url

    @cached_property
    def metas(self) -> dict[str, list[str]]:
        """``<meta>`` contents by lower-cased ``name``, ``property`` or ``itemprop``."""
        found: dict[str, list[str]] = {}
        for node in self.tree.css("meta[content]"):
            attributes = node.attributes
            content = (attributes.get("content") or "").strip()
            for key in ("name", "property", "itemprop"):
                name = attributes.get(key)
                if name and content:
                    found.setdefault(name.strip().lower(), []).append(content)
        return found

    def meta(self, *names: str) -> str | None:
        """The first content of the first of ``names`` that the page has."""
        return next((self.metas[n][0] for n in names if n in self.metas), None)

    @cached_property
    def json_ld(self) -> list[dict[str, Any]]:
        """Every object of the page's JSON-LD, ``@graph`` flattened, in document order."""
        return [
            item
            for node in self.tree.css('script[type="application/ld+json"]')
            for item in _objects(node.text(deep=True))
        ]


def _objects(source: str) -> Iterator[dict[str, Any]]:
    try:
        stack = [json.loads(source, strict=False)]
    except (ValueError, RecursionError):
        return
    while stack:
        value = stack.pop()
        if isinstance(value, list):
            stack.extend(reversed(value))
        elif isinstance(value, dict):
            yield value
            stack.append(value.get("@graph"))
