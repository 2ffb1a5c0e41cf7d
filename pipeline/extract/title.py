"""The headline, without the site's name and without the kicker above it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from pipeline.clean.fold import letters
from pipeline.clean.jsonld import types
from pipeline.clean.page import Page
from pipeline.clean.site import is_site, without_site
from pipeline.extract.document import Document
from pipeline.extract.evidence import Candidate

_SHORT = 3  # letters of a part of an address that names no rubric
SUPPORTED = 0.34  # share of words in common (geometric mean of both sides)


def candidates(page: Page, document: Document) -> Iterator[Candidate[str]]:
    """Headings that the head of the page confirms, then JSON-LD, Open Graph and ``<title>``.

    The printed headline is the title; but where JSON-LD and Open Graph agree on another of the
    news, or on one that has more or less than it in front, they know what is its kicker.
    """
    sections = _sections(page)
    stated = [
        Candidate(text, rule, raw)
        for rule, raw in page.stated_titles.items()
        if not is_site(text := without_site(raw, page.site, sections), page.site)
        or not is_site(raw, page.site)
    ]
    printed, alone = [], []
    for heading in page.headings:
        if heading.support >= SUPPORTED or not page.stated_titles:
            text = without_site(heading.text, page.site, sections)
            printed.append(Candidate(_spaced(text, stated), heading.rule, heading.text))
        else:
            alone.append(Candidate(heading.text, f"{heading.rule} alone", heading.text))
    known = _agreed(printed[0].value, stated, page) if printed else None
    yield from (c for c in (known, *printed) if c)
    yield from (c for c in stated if c is not known)
    yield from alone
    if document.hints.title:
        yield Candidate(document.hints.title, "feed", document.hints.title)


def _agreed(headline: str, stated: Sequence[Candidate[str]], page: Page) -> Candidate[str] | None:
    """What JSON-LD and Open Graph both call a headline: where it is theirs but for its beginning,
    and where JSON-LD says that it is news; as ``<title>`` spells it, if they differ in that.
    """
    by_rule = {c.rule: c for c in stated}
    first, second = by_rule.get("json-ld headline"), by_rule.get("og:title")
    if not first or not second or letters(first.value) != letters(second.value):
        return None
    one, two = letters(headline), letters(first.value)
    news = any(kind.endswith("NewsArticle") for story in page.stories for kind in types(story))
    if one == two or not (news or one.endswith(two) or two.endswith(one)):
        return None
    return second if page.title.startswith(second.value) else first


def _spaced(headline: str, stated: Sequence[Candidate[str]]) -> str:
    """A headline with the spaces that the head of the page gives it: markup swallows some."""
    return next(
        (c.value for c in stated if _unspaced(c.value) == _unspaced(headline)),
        headline,
    )


def _unspaced(text: str) -> str:
    return "".join(text.casefold().split())


def _sections(page: Page) -> set[str]:
    """The rubrics that the page's address and metas name, as bare letters."""
    path = urlsplit(page.url or "").path.split("/")[:-1]
    named = {bare for name in path if len(bare := letters(name)) > _SHORT}
    stated = page.meta("article:section", "section", "parsely-section")
    return named | {letters(stated)} if stated else named
