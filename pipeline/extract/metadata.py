"""The fields that stand around the body: which rules read them, and in what order."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.clean.page import Page
from pipeline.extract import publisher, title
from pipeline.extract.document import Document, Profile
from pipeline.extract.evidence import choose
from pipeline.record import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The fields, named as in the record, and the evidence for each."""

    title: str | None = None
    publisher: str | None = None
    evidence: tuple[Evidence, ...] = ()


def read_metadata(page: Page, document: Document, profile: Profile) -> Metadata:
    """Read every field from the page's head, its JSON-LD and what stands around the body."""
    evidence: list[Evidence] = []

    headline, rows = choose("title", title.candidates(page, document))
    evidence += rows
    outlet, rows = choose("publisher", publisher.candidates(page, document))
    evidence += rows
    return Metadata(title=headline, publisher=outlet, evidence=tuple(evidence))
