"""An outlet's own selectors: tried before any rule, and silent where they find nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from selectolax.lexbor import LexborNode

from pipeline.clean.page import Page
from pipeline.clean.select import select, split_attribute
from pipeline.clean.text import apart, seen_text, squeeze
from pipeline.extract.document import Document, Profile
from pipeline.extract.evidence import Candidate
from pipeline.extract.signers import read_names
from pipeline.extract.stamps import read

if TYPE_CHECKING:
    from pipeline.sources import Override  # what it loads is not needed here

RULE = "override"


def overriding(page: Page, document: Document, profile: Profile, field: str) -> Iterator[Any]:
    """Candidates for ``field`` by the outlet's selectors, the first override first."""
    for override in _valid(document, profile):
        written = override.selectors().get(field)
        if written and (texts := _texts(page, written, field)):
            value = _value(field, texts)
            if value:
                yield Candidate(value, RULE, f"{written}: {'; '.join(texts)}")


def body_of(page: Page, document: Document, profile: Profile) -> tuple[LexborNode, str] | None:
    """The element that an override calls the body, and its selector; what the override removes is
    taken out of the page.
    """
    found = None
    for override in _valid(document, profile):
        selectors = override.selectors()
        if written := selectors.get("remove"):
            page.elements.drop(select(page.tree.root, split_attribute(written)[0]))
        if found is None and (written := selectors.get("body")):
            node_ = next(select(page.tree.root, split_attribute(written)[0]), None)
            found = (node_, written) if node_ is not None else None
    return found


def _valid(document: Document, profile: Profile) -> Iterator[Override]:
    seen = document.hints.crawl_date
    stamp = read(seen) if seen else None
    fetched = document.fetched_at
    day: date | None = stamp.day if stamp else fetched.date() if fetched else None
    return (override for override in profile.overrides if override.applies(day))


def _texts(page: Page, written: str, field: str) -> list[str]:
    selector, attribute = split_attribute(written)
    text_of = apart if field == "authors" else seen_text
    found = (
        squeeze(node.attributes.get(attribute) or "") if attribute else text_of(node)
        for node in select(page.tree.root, selector)
    )
    return [text for text in found if text]


def _value(field: str, texts: list[str]) -> Any:
    if field == "authors":
        signers = read_names(texts)
        return signers.people or signers.others
    if field in ("published", "modified"):
        stamps = (read(text, day_first=True) for text in texts)
        return next((stamp.iso for stamp in stamps if stamp), None)
    return tuple(dict.fromkeys(texts)) if field == "tags" else texts[0]
