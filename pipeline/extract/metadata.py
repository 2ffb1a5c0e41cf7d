"""The fields that stand around the body: which rules read them, and in what order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from pipeline.clean.page import Page
from pipeline.extract import authors, dates, publisher, title
from pipeline.extract.document import Document, Profile
from pipeline.extract.evidence import Candidate, choose
from pipeline.extract.stamps import precision
from pipeline.record import Evidence

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The fields, named as in the record, and the evidence for each."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    published_precision: str | None = None
    modified: str | None = None
    evidence: tuple[Evidence, ...] = ()


def stated_metadata(document: Document) -> Metadata:
    """What is known of a document without markup: what its manifest or its feed says."""
    published, evidence = choose("published", dates.hinted(document))
    return Metadata(
        title=document.hints.title,
        published=published,
        published_precision=precision(published) if published else None,
        evidence=tuple(evidence),
    )


def read_metadata(page: Page, document: Document, profile: Profile) -> Metadata:
    """Read every field from the page's head, its JSON-LD and what stands around the body."""
    evidence: list[Evidence] = []

    def read(field: str, candidates: Iterable[Candidate[T]]) -> T | None:
        value, rows = choose(field, candidates)
        evidence.extend(rows)
        return value

    published = read("published", dates.published(page, document))
    return Metadata(
        title=read("title", title.candidates(page, document)),
        authors=read("authors", authors.candidates(page, document)) or (),
        publisher=read("publisher", publisher.candidates(page, document)),
        published=published,
        published_precision=precision(published) if published else None,
        modified=read("modified", dates.modified(page, document)),
        evidence=tuple(evidence),
    )
