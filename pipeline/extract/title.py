"""The headline, without the site's name and without the kicker above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from urllib.parse import urlsplit

from pipeline.clean.fold import letters
from pipeline.clean.page import Page
from pipeline.clean.site import is_site
from pipeline.extract.document import Document
from pipeline.extract.evidence import Candidate

SEPARATOR = re.compile(r"\s+(?:[|\-–—·»«•/~›<>]|::|//|\|\||:)\s+|\s*[|｜»ㅣ]\s*|：(?=[^：]*$)|: ")
_SHORT = 3  # letters of a part of an address that names no rubric
SUPPORTED = 0.34  # share of words in common (geometric mean of both sides)


def candidates(page: Page, document: Document) -> Iterator[Candidate[str]]:
    """Headings that the head of the page confirms, then JSON-LD, Open Graph and ``<title>``.

    The printed headline is the title; but where JSON-LD and Open Graph agree on one that has more
    or less than it in front, they know what is its kicker.
    """
    sections = _sections(page)
    stated = [
        Candidate(without_site(text, page.site, sections), rule, text)
        for rule, text in page.stated_titles.items()
        if not is_site(text, page.site)
    ]
    printed, alone = [], []
    for heading in page.headings:
        if heading.support >= SUPPORTED or not page.stated_titles:
            text = without_site(heading.text, page.site, sections)
            printed.append(Candidate(_spaced(text, stated), heading.rule, heading.text))
        else:
            alone.append(Candidate(heading.text, f"{heading.rule} alone", heading.text))
    known = _with_kicker(printed[0].value, stated) if printed else None
    yield from (c for c in (known, *printed) if c)
    yield from (c for c in stated if c is not known)
    yield from alone
    if document.hints.title:
        yield Candidate(document.hints.title, "feed", document.hints.title)


def _with_kicker(headline: str, stated: Sequence[Candidate[str]]) -> Candidate[str] | None:
    """What JSON-LD and Open Graph call a headline that is theirs but for its beginning."""
    by_rule = {c.rule: c for c in stated}
    first, second = by_rule.get("json-ld headline"), by_rule.get("og:title")
    if first and second and letters(first.value) == letters(second.value):
        one, two = letters(headline), letters(first.value)
        if one != two and (one.endswith(two) or two.endswith(one)):
            return first
    return None


def _spaced(headline: str, stated: Sequence[Candidate[str]]) -> str:
    """A headline with the spaces that its markup swallowed, as the head of the page writes it."""
    return next(
        (
            c.value
            for c in stated
            if len(c.value) > len(headline) and _unspaced(c.value) == _unspaced(headline)
        ),
        headline,
    )


def _unspaced(text: str) -> str:
    return "".join(text.casefold().split())


def _sections(page: Page) -> set[str]:
    """The rubrics that the page's address and metas name, as bare letters."""
    path = urlsplit(page.url or "").path.split("/")[:-1]
    stated = (page.meta("article:section", "section", "parsely-section") or "",)
    return {bare for name in (*path, *stated) if len(bare := letters(name)) > _SHORT}


def without_site(title: str, sites: set[str], sections: Set[str] = frozenset()) -> str:
    """Drop the parts at either end of a title that name the site, and a rubric at its end.

    >>> without_site("Rain in Ostrava | The Daily Heron", {"thedailyheron"})
    'Rain in Ostrava'
    """
    while True:
        parts = list(SEPARATOR.finditer(title))
        if not parts:
            return title
        first, last = parts[0], parts[-1]
        tail = title[last.end() :]
        if is_site(tail, sites) or (":" not in last[0] and letters(tail) in sections):
            title = title[: last.start()].strip()
        elif is_site(title[: first.start()], sites):
            title = title[first.end() :].strip()
        else:
            return title
