"""Which heading of a page is its headline, and what stands around it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborNode

from pipeline.clean.fold import letters
from pipeline.clean.select import select
from pipeline.clean.site import is_site, without_site
from pipeline.clean.text import seen_text

if TYPE_CHECKING:
    from pipeline.clean.page import Page

HEADLINE_CLASSES = (
    "[itemprop~=headline], .entry-title, .post-title, .article-title, .p-name, .headline,"
    "[class*=article-headline], [class*=article__headline], [class*=ArticleHeadline]"
)
KICKERS = (
    "[class*=kicker], [class*=Kicker], [class*=overline], [class*=eyebrow], [class*=topline],"
    "[class*=dachzeile], [class*=surtitre], [class*=visually-hidden], [class*=sr-only]"
)
_MOST = 12  # headings of one kind, and parts of a heading, that are looked at
_SHORT = 10  # letters of a title that may be a rubric
_CRUMB = 0.9  # the most that a heading among the crumbs is worth
_HEIGHT = 4  # ancestors looked at for the way to the page


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and how much of it the head of the page says too: ``support`` in 0..1."""

    node: LexborNode
    text: str
    rule: str
    support: float


def headings(page: Page, stated: list[str]) -> list[Heading]:
    """The headings that may be the headline, likeliest first.

    An ``<h1>`` is often the site's name or its section's, so it counts by the words it shares
    with what JSON-LD, Open Graph or ``<title>`` say (``stated``). Where none says just that, or it
    is the last crumb of the way to the page, an ``<h2>`` that does is the headline.
    """
    references = [words(text) for text in stated if text]
    bare = (letters(without_site(text, page.site)) for text in stated)
    said = {title for title in bare if len(title) > _SHORT}
    found = [
        Heading(node, text, rule, _support(text, references, said, node))
        for rule, selector in (("h1", "h1"), ("headline class", HEADLINE_CLASSES))
        for node in page.elements.select(selector)[:_MOST]
        if (text := _headline(node, said)) and not is_site(text, page.site)
    ]
    if all(heading.support < 1 for heading in found):
        found += [
            Heading(node, text, "h2", 1.0)
            for node in page.elements.select("h2")[:_MOST]
            if letters(text := _headline(node, said)) in said
        ]
    return sorted(found, key=lambda heading: -heading.support)


def words(text: str) -> set[str]:
    """The words of a title, folded."""
    return set(re.findall(r"\w+", text.casefold()))


def _headline(node: LexborNode, said: set[str]) -> str:
    """The text of a heading without its kicker: what is marked as one, and what an element of its
    own holds beside all that the head of the page says (``said``, as bare letters).
    """
    text = seen_text(node)
    for kicker in select(node, KICKERS):
        inner = seen_text(kicker)
        if inner and inner != text and text.startswith(inner):
            text = _behind(inner, text)
    if letters(text) in said:
        return text
    for part in islice(select(node, "*"), _MOST):
        inner = seen_text(part)
        if text.startswith(inner) and letters(behind := _behind(inner, text)) in said:
            return behind
        if letters(inner) in said:
            return inner
    return text


def _behind(kicker: str, text: str) -> str:
    return text[len(kicker) :].lstrip(" :|-–—/")


def _support(heading: str, references: list[set[str]], said: set[str], node: LexborNode) -> float:
    own = words(heading)
    shares = [len(own & r) / math.sqrt(len(own) * len(r)) for r in references if own and r]
    support = 1.0 if letters(heading) in said else max(shares, default=0.0)
    return min(support, _CRUMB) if _is_crumb(node) else support


def _is_crumb(node: LexborNode) -> bool:
    """Does a heading stand in a navigation?"""
    current: LexborNode | None = node
    for _ in range(_HEIGHT):
        if current is None:
            return False
        if current.tag == "nav" or "crumb" in (current.attributes.get("class") or "").lower():
            return True
        current = current.parent
    return False
