"""Author and date of a page that is no article: what its system fills in of itself is not told.

The JSON-LD of a product, a service or a listing says who made the page and when.
"""

from __future__ import annotations

from dataclasses import replace

from pipeline.clean.page import Page
from pipeline.extract.metadata import Metadata
from pipeline.record import Evidence


def only_printed(meta: Metadata, page: Page) -> Metadata:
    """``meta`` without authors that no line beside the headline names, and without a date that only
    JSON-LD has; what is taken away stays evidence.
    """
    lines = " ".join(line.text for line in (*page.below, *page.above)).casefold()
    if not any(name.casefold() in lines for name in meta.authors):
        meta = replace(meta, authors=(), evidence=_lost(meta, "authors"))
    days = [e for e in meta.evidence if e.field == "published"]
    if not any(
        e.value[:10] == (meta.published or "")[:10] and not e.rule.startswith("json-ld")
        for e in days
    ):
        meta = replace(meta, published=None, evidence=_lost(meta, "published"))
    return meta


def _lost(meta: Metadata, field: str) -> tuple[Evidence, ...]:
    return tuple(replace(e, chosen=e.chosen and e.field != field) for e in meta.evidence)
