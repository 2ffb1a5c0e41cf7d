"""The fields that stand around the body: which rules read them, and in what order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from pipeline.clean.page import Page
from pipeline.extract import access, authors, dates, head, language, publisher, title
from pipeline.extract.document import Document, Profile
from pipeline.extract.evidence import Candidate, choose
from pipeline.extract.lines import Lines
from pipeline.extract.marked import read_marked
from pipeline.extract.overrides import overriding
from pipeline.extract.stated import stated
from pipeline.record import Evidence

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The fields, named as in the record, and the evidence for each."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    summary: str | None = None
    publisher: str | None = None
    published: str | None = None
    modified: str | None = None
    canonical_url: str | None = None
    section: str | None = None
    language: str | None = None
    tags: tuple[str, ...] = ()
    access: str | None = None
    evidence: tuple[Evidence, ...] = ()


def read_plain_metadata(lines: Lines, document: Document) -> Metadata:
    """The fields of a document without markup: its own lines, its manifest or its feed."""
    evidence: list[Evidence] = []

    def read(field: str, candidates: Iterable[Candidate[T]]) -> T | None:
        value, rows = choose(field, [*stated(document, field), *candidates])
        evidence.extend(rows)
        return value

    title_ = [Candidate(t, "feed", t) for t in [document.hints.title] if t]
    byline = [Candidate(tuple(lines.authors), "line", ", ".join(lines.authors))]
    published = read("published", dates.published_in_lines(lines.published, document))
    return Metadata(
        title=read("title", [*lines.title, *title_]),
        summary=read("summary", lines.summary),
        authors=read("authors", byline if lines.authors else []) or (),
        published=published,
        modified=read("modified", lines.modified),
        publisher=read("publisher", ()),
        section=read("section", ()),
        tags=read("tags", ()) or (),
        evidence=tuple(evidence),
    )


def read_metadata(page: Page, document: Document, profile: Profile) -> Metadata:
    """Read every field from the page's head, its JSON-LD and what stands around the body."""
    evidence: list[Evidence] = []

    def read(field: str, candidates: Iterable[Candidate[T]]) -> T | None:
        own = overriding(page, document, profile, field)
        value, rows = choose(field, [*own, *stated(document, field), *candidates])
        evidence.extend(rows)
        return value

    marked = read_marked(page)
    seen = dates.read_dates(page, document, marked)
    published = read("published", seen.published)
    return Metadata(
        title=read("title", title.candidates(page, document)),
        authors=read("authors", authors.candidates(page, marked, dated=published is not None))
        or (),
        publisher=read("publisher", publisher.candidates(page, document)),
        published=published,
        modified=read("modified", seen.modified),
        summary=read("summary", head.summaries(page)),
        canonical_url=read("canonical_url", head.canonical_urls(page)),
        section=read("section", head.sections(page)),
        tags=read("tags", head.tags(page)) or (),
        access=read("access", access.candidates(page)),
        language=read("language", language.stated(page)),
        evidence=tuple(evidence),
    )
