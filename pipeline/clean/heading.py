"""Which heading of a page is its headline, and what stands around it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborNode

from pipeline.clean.site import is_site
from pipeline.clean.text import seen_text

if TYPE_CHECKING:
    from pipeline.clean.page import Page
from pipeline.clean.select import select

HEADLINE_CLASSES = (
    "[itemprop~=headline], .entry-title, .post-title, .article-title, .p-name, .headline,"
    "[class*=article-headline], [class*=article__headline], [class*=ArticleHeadline]"
)
KICKERS = (
    "[class*=kicker], [class*=Kicker], [class*=overline], [class*=eyebrow], [class*=topline],"
    "[class*=dachzeile], [class*=surtitre], [class*=visually-hidden], [class*=sr-only]"
)
_MOST = 12  # headings of one kind that are looked at


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
    with what JSON-LD, Open Graph or ``<title>`` say (``stated``).
    """
    references = [words(text) for text in stated if text]
    found = [
        Heading(node, text, rule, _support(text, references))
        for rule, selector in (("h1", "h1"), ("headline class", HEADLINE_CLASSES))
        for node in islice(select(page.tree.root, selector), _MOST)
        if (text := _without_kicker(node)) and not is_site(text, page.site)
    ]
    return sorted(found, key=lambda heading: -heading.support)


def words(text: str) -> set[str]:
    """The words of a title, folded."""
    return set(re.findall(r"\w+", text.casefold()))


def _without_kicker(node: LexborNode) -> str:
    text = seen_text(node)
    for kicker in select(node, KICKERS):
        inner = seen_text(kicker)
        if inner and inner != text and text.startswith(inner):
            text = text[len(inner) :].lstrip(" :|-–—/")
    return text


def _support(heading: str, references: list[set[str]]) -> float:
    own = words(heading)
    shares = [len(own & r) / math.sqrt(len(own) * len(r)) for r in references if own and r]
    return max(shares, default=0.0)
