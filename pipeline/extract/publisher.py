"""Who publishes the page."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.clean.jsonld import strings, types
from pipeline.clean.page import Page
from pipeline.clean.site import SITE_METAS
from pipeline.extract.document import Document
from pipeline.extract.evidence import Candidate

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
