"""Who publishes the page, and the names by which its site calls itself."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from pipeline.clean.jsonld import strings, types
from pipeline.clean.page import Page
from pipeline.extract.document import Document
from pipeline.extract.evidence import Candidate

SITE_METAS = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher")
_LONGEST = 80


def candidates(page: Page, document: Document) -> Iterator[Candidate[str]]:
    """JSON-LD's publisher of the article, then what the site's metas call it."""
    for story in page.stories:
        for name in strings(story.get("publisher"), "name"):
            if len(name) <= _LONGEST and not name.startswith("http"):
                yield Candidate(name, "json-ld publisher", name)
    for meta in SITE_METAS:
        for name in page.metas.get(meta, ())[:1]:
            yield Candidate(name, meta, name)
    for item in page.json_ld:
        if types(item) & {"WebSite", "NewsMediaOrganization"}:
            for name in strings(item.get("name")):
                yield Candidate(name, "json-ld site", name)


def site_names(page: Page) -> set[str]:
    """The folded names of the site: as the page gives them, and its host's."""
    names = {page.meta(m) or "" for m in SITE_METAS}
    for item in page.json_ld:
        names.update(strings(item.get("publisher"), "name"))
        if types(item) & {"WebSite", "NewsMediaOrganization", "Organization"}:
            names.update(strings(item.get("name")))
    host = (urlsplit(page.url or "").hostname or "").removeprefix("www.")
    names.update({host, host.rpartition(".")[0]})
    return {folded for name in names if (folded := fold(name))}


def is_site(text: str, sites: set[str]) -> bool:
    """Does ``text`` only name the site: in full, in part, or with a word or two more?"""
    folded = fold(text)
    if not folded:
        return False
    return any(
        folded == s
        or (len(folded) > 3 and folded in s)
        or (len(s) > 4 and s in folded and len(folded) <= len(s) + 14)
        for s in sites
    )


def fold(text: str) -> str:
    """Letters and digits only, lower case."""
    return "".join(c for c in text.casefold() if c.isalnum())
