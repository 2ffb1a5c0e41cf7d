"""A parsed page: lexbor's tree, its metadata and its JSON-LD, each read once."""

from __future__ import annotations

from functools import cached_property
from html import unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.clean.around import Line, above, below
from pipeline.clean.depth import bound_depth
from pipeline.clean.heading import Heading, headings
from pipeline.clean.index import Index
from pipeline.clean.jsonld import ARTICLE_TYPES, PAGE_TYPES, Item, objects, strings, types
from pipeline.clean.site import site_names
from pipeline.clean.text import squeeze

_AGREES = 0.5  # support of a heading that is the headline beyond doubt
_NEVER_SHOWN = ["script", "style", "svg"]


class Page:
    """A page's tree with the views that the rules for fields need. One instance a document."""

    def __init__(self, html: str, url: str | None = None) -> None:
        self.tree = LexborHTMLParser(bound_depth(html))
        self.url = url
        self.source = html
        scripts = self.tree.css('script[type*="ld+json" i]')
        #: Every object of the page's JSON-LD, nested ones too, in document order.
        self.json_ld: list[Item] = objects(node.text(deep=True) for node in scripts)
        self.tree.strip_tags(_NEVER_SHOWN)  # most of the bytes, and read by no rule from here on

    @cached_property
    def elements(self) -> Index:
        """The page's elements. What is to be taken out of the page is dropped from them."""
        return Index(self.tree.root)

    @cached_property
    def metas(self) -> dict[str, list[str]]:
        """``<meta>`` contents by lower-cased ``name``, ``property`` or ``itemprop``."""
        found: dict[str, list[str]] = {}
        for node in self.elements.select("meta[content]"):
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
    def stories(self) -> list[Item]:
        """The JSON-LD objects that describe an article, the one with the page's URL first."""
        found = [item for item in self.json_ld if types(item) & ARTICLE_TYPES]
        address = (self.url or "").rstrip("/")
        return sorted(found, key=lambda item: not (address and address in _addresses(item)))

    @cached_property
    def webpages(self) -> list[Item]:
        """The JSON-LD objects that describe the page itself; they may name author and date, too."""
        return [item for item in self.json_ld if types(item) & PAGE_TYPES]

    @cached_property
    def is_called_article(self) -> bool:
        """Does the head of the page say that it is an article?"""
        return (self.meta("og:type") or "").lower() == "article"

    @cached_property
    def title(self) -> str:
        """The text of ``<title>``."""
        node = self.tree.css_first("title")
        return squeeze(unescape(node.text(deep=True))) if node else ""

    @cached_property
    def stated_titles(self) -> dict[str, str]:
        """What the head of the page calls it, by where it says so."""
        headline = next((h for s in self.stories for h in strings(s.get("headline"))), "")
        stated = {
            "json-ld headline": squeeze(unescape(headline)),
            "og:title": self.meta("og:title") or "",
            "twitter:title": self.meta("twitter:title") or "",
            "title": self.title,
        }
        return {rule: text for rule, text in stated.items() if text}

    @cached_property
    def site(self) -> set[str]:
        """The names by which the page's site calls itself, as bare letters."""
        return site_names(self)

    @cached_property
    def headings(self) -> list[Heading]:
        """The headings that may be the headline, likeliest first."""
        return headings(self, list(self.stated_titles.values()))

    @cached_property
    def headline(self) -> LexborNode | None:
        """The headline's element, where what the head of the page says agrees with a heading."""
        heading = self.headings[0] if self.headings else None
        return heading.node if heading and heading.support >= _AGREES else None

    @cached_property
    def anchor(self) -> LexborNode | None:
        """The headline's element, or the first heading where no heading can be the headline."""
        if self.headings:
            return self.headings[0].node
        return next((n for tag in ("h1", "h2", "h3") for n in self.elements.select(tag)), None)

    @cached_property
    def below(self) -> list[Line]:
        """The lines under the headline: byline, date, standfirst, the first paragraphs."""
        return below(self.anchor) if self.anchor else []

    @cached_property
    def above(self) -> list[Line]:
        """The lines over the headline, nearest first."""
        return above(self.anchor) if self.anchor else []

    @cached_property
    def declared_language(self) -> str | None:
        """The language tag that the page states for itself, as written."""
        node = self.tree.css_first("html")
        attributes = node.attributes if node else {}
        return attributes.get("lang") or attributes.get("xml:lang") or None


def _addresses(item: Item) -> set[str]:
    page = item.get("mainEntityOfPage")
    named = [item.get("url"), item.get("@id"), page]
    if isinstance(page, dict):
        named += [page.get("@id"), page.get("url")]
    return {value.rstrip("/") for value in named if isinstance(value, str)}
