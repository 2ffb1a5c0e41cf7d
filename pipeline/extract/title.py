"""The headline, without the site's name and without the kicker above it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.clean.page import Page
from pipeline.clean.site import is_site
from pipeline.extract.document import Document
from pipeline.extract.evidence import Candidate

SEPARATOR = re.compile(r"\s+(?:[|\-–—·»«•/~›<>]|::|//|\|\||:)\s+|\s*[|｜»]\s*|：(?=[^：]*$)|: ")
SUPPORTED = 0.34  # share of words in common (geometric mean of both sides)


def candidates(page: Page, document: Document) -> Iterator[Candidate[str]]:
    """Headings that the head of the page confirms, then JSON-LD, Open Graph and ``<title>``."""
    alone = []
    for heading in page.headings:
        if heading.support >= SUPPORTED or not page.stated_titles:
            text = without_site(heading.text, page.site)
            yield Candidate(text, heading.rule, heading.text)
        else:
            alone.append(Candidate(heading.text, f"{heading.rule} alone", heading.text))
    for rule, text in page.stated_titles.items():
        if not is_site(text, page.site):
            yield Candidate(without_site(text, page.site), rule, text)
    yield from alone
    if document.hints.title:
        yield Candidate(document.hints.title, "feed", document.hints.title)


def without_site(title: str, sites: set[str]) -> str:
    """Drop the parts at either end of a title that name the site.

    >>> without_site("Rain in Ostrava | The Daily Heron", {"thedailyheron"})
    'Rain in Ostrava'
    """
    while True:
        parts = list(SEPARATOR.finditer(title))
        if not parts:
            return title
        first, last = parts[0], parts[-1]
        if is_site(title[last.end() :], sites):
            title = title[: last.start()].strip()
        elif is_site(title[: first.start()], sites):
            title = title[first.end() :].strip()
        else:
            return title
