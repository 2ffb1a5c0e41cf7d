"""The headline, without the site's name and without the kicker above it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import partial

from selectolax.lexbor import LexborNode

from pipeline.clean.jsonld import strings
from pipeline.clean.page import Page, seen_text, squeeze
from pipeline.extract.document import Document
from pipeline.extract.evidence import Candidate
from pipeline.extract.publisher import is_site, site_names

HEADLINE_CLASSES = (
    "[itemprop~=headline], .entry-title, .post-title, .article-title, .p-name, .headline,"
    "[class*=article-headline], [class*=article__headline], [class*=ArticleHeadline]"
)
KICKERS = (
    "[class*=kicker], [class*=Kicker], [class*=overline], [class*=eyebrow], [class*=topline],"
    "[class*=dachzeile], [class*=surtitre], [class*=visually-hidden], [class*=sr-only]"
)
_SEPARATOR = re.compile(r"\s+(?:[|\-–—·»«•/~›<>]|::|//|\|\||:)\s+|\s*[|｜»]\s*|：(?=[^：]*$)|: ")
_SUPPORT = 0.34  # share of words that a heading must have in common with what the head says


def candidates(page: Page, document: Document) -> Iterator[Candidate[str]]:
    """Headings that the head of the page confirms, then JSON-LD, Open Graph and ``<title>``.

    An ``<h1>`` is often the site's name or its section's: it counts first only where JSON-LD,
    Open Graph or ``<title>`` says something like it.
    """
    site = site_names(page)
    trimmed = partial(without_site, sites=site)
    said = [h for story in page.stories for h in strings(story.get("headline"))][:1]
    stated = {
        "json-ld headline": squeeze(said[0]) if said else "",
        "og:title": page.meta("og:title") or "",
        "twitter:title": page.meta("twitter:title") or "",
        "title": page.title,
    }
    references = [words(text) for text in stated.values() if text]
    headings = [
        (heading, rule)
        for selector, rule in (("h1", "h1"), (HEADLINE_CLASSES, "headline class"))
        for node in page.tree.css(selector)[:12]
        if (heading := _heading(node)) and not is_site(heading, site)
    ]
    supported = sorted(headings, key=lambda h: -_support(h[0], references))
    unsupported = []
    for heading, rule in supported:
        if _support(heading, references) >= _SUPPORT or not references:
            yield Candidate(trimmed(heading), rule, heading)
        else:
            unsupported.append(Candidate(heading, f"{rule} alone", heading))
    for rule, text in stated.items():
        if text and not is_site(text, site):
            yield Candidate(trimmed(text), rule, text)
    yield from unsupported
    if document.hints.title:
        yield Candidate(document.hints.title, "feed", document.hints.title)


def words(text: str) -> set[str]:
    """The words of a title, folded."""
    return set(re.findall(r"\w+", text.casefold()))


def without_site(title: str, sites: set[str]) -> str:
    """Drop the parts at either end of a title that name the site.

    >>> without_site("Rain in Ostrava | The Daily Heron", {"thedailyheron"})
    'Rain in Ostrava'
    """
    while True:
        parts = list(_SEPARATOR.finditer(title))
        if not parts:
            return title
        first, last = parts[0], parts[-1]
        if is_site(title[last.end() :], sites):
            title = title[: last.start()].strip()
        elif is_site(title[: first.start()], sites):
            title = title[first.end() :].strip()
        else:
            return title


def _heading(node: LexborNode) -> str:
    text = seen_text(node)
    for kicker in node.css(KICKERS):
        inner = seen_text(kicker)
        if inner and inner != text and text.startswith(inner):
            text = text[len(inner) :].lstrip(" :|-–—/")
    return text


def _support(heading: str, references: list[set[str]]) -> float:
    """How much of the heading's words, and of a reference's, the two have in common: 0..1."""
    own = words(heading)
    shares = [math.sqrt(len(own & r) ** 2 / (len(own) * len(r))) for r in references if own and r]
    return max(shares, default=0.0)
