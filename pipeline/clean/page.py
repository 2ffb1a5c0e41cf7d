"""A parsed page: lexbor's tree, its metadata and its JSON-LD, each read once."""

from __future__ import annotations

import re
from functools import cached_property
from html import unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.clean.jsonld import ARTICLE_TYPES, Item, objects, types

_SPACE = re.compile(r"[\s\u200b\u2060\ufeff]+")
_UNSEEN = frozenset(["script", "style", "noscript", "template", "svg"])
_INLINE = frozenset(
    ["a", "abbr", "b", "bdi", "cite", "code", "em", "font", "i", "mark", "q", "s", "small",
     "strong", "sub", "sup", "u"]
)  # fmt: skip


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
            content = squeeze(unescape(attributes.get("content") or ""))
            for key in ("name", "property", "itemprop"):
                name = attributes.get(key)
                if name and content:
                    found.setdefault(name.strip().lower(), []).append(content)
        return found

    def meta(self, *names: str) -> str | None:
        """The first content of the first of ``names`` that the page has."""
        return next((self.metas[n][0] for n in names if n in self.metas), None)

    @cached_property
    def json_ld(self) -> list[Item]:
        """Every object of the page's JSON-LD, nested ones too, in document order."""
        scripts = self.tree.css('script[type*="ld+json" i]')
        return objects(node.text(deep=True) for node in scripts)

    @cached_property
    def stories(self) -> list[Item]:
        """The JSON-LD objects that describe an article, the one with the page's URL first."""
        found = [item for item in self.json_ld if types(item) & ARTICLE_TYPES]
        address = (self.url or "").rstrip("/")
        return sorted(found, key=lambda item: not (address and address in _addresses(item)))

    @cached_property
    def title(self) -> str:
        """The text of ``<title>``."""
        node = self.tree.css_first("title")
        return squeeze(unescape(node.text(deep=True))) if node else ""


def squeeze(text: str) -> str:
    """Runs of white space and zero-width characters as one space, soft hyphens dropped."""
    return _SPACE.sub(" ", text.replace("\xad", "")).strip()


def seen_text(node: LexborNode) -> str:
    """What a reader sees of a small element: scripts skipped, a space at the edge of blocks."""
    parts: list[str] = []
    stack: list[LexborNode | str] = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, str):
            parts.append(current)
        elif current.is_text_node:
            parts.append(current.text_content or "")
        elif current.is_element_node and current.tag not in _UNSEEN:
            edge = "" if current.tag in _INLINE else " "
            stack.append(edge)
            stack.extend(reversed(list(current.iter(include_text=True))))
            stack.append(edge)
    return squeeze("".join(parts))


def _addresses(item: Item) -> set[str]:
    page = item.get("mainEntityOfPage")
    named = [item.get("url"), item.get("@id"), page]
    if isinstance(page, dict):
        named += [page.get("@id"), page.get("url")]
    return {value.rstrip("/") for value in named if isinstance(value, str)}
