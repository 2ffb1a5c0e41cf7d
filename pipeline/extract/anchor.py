"""The day that relative dates in an article count from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pipeline.annotate.dates import Anchor
from pipeline.extract.document import Document
from pipeline.record import Evidence

FETCHED = 0.5  # confidence in the day of a fetch: an article may be read years after it came out
INFERRED = "inferred"  # how the rule of a date of publication that no clue states begins


def anchor_of(
    document: Document, published: str | None, evidence: Iterable[Evidence]
) -> Anchor | None:
    """The day of publication, else that of the fetch from the web; never that of reading a file.

    ``evidence`` tells whether ``published`` is stated or inferred, and how surely.
    """
    day = _day(published)
    if day is not None:
        chosen = next((e for e in evidence if e.field == "published" and e.chosen), None)
        if chosen is not None and chosen.rule.startswith(INFERRED):
            return Anchor(day, "inferred", chosen.confidence)
        return Anchor(day)
    if document.fetched_at is not None:
        return Anchor(document.fetched_at.date(), "fetched", FETCHED)
    crawled = _day(document.hints.crawl_date)
    return Anchor(crawled, "fetched", FETCHED) if crawled else None


def _day(written: str | None) -> date | None:
    """The local day of an ISO date; None for a month or less."""
    try:
        return date.fromisoformat((written or "")[:10])
    except ValueError:
        return None
