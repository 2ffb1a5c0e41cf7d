"""The parse stage: the captures of a shard to a Parquet part of observations."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.errors import InputError
from pipeline.extract.article import extract_or_reject, rejected
from pipeline.extract.document import Document, Profile
from pipeline.extract.observe import observe
from pipeline.extract.profiles import read_profile
from pipeline.extract.stated import document_of_row
from pipeline.fetch.captures import is_document, read_captures
from pipeline.fetch.payloads import Payloads
from pipeline.load.parts import write_part
from pipeline.record import Article, Capture, Observation
from pipeline.settings import Home
from pipeline.sources import facts_of_outlets
from pipeline.tables.article import ARTICLE_ROW


@dataclass(slots=True)
class ParseCounts:
    """What became of a shard's documents; ``failed`` ones are among the rejected."""

    documents: int = 0
    articles: int = 0
    rejected: int = 0
    failed: int = 0
    bytes: int = 0


def parse(
    home: Home,
    run: str,
    shard: str,
    *,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> ParseCounts:
    """Read every document that the shard captured; write its observations as one part.

    A pure function of the bytes, the code's version, the outlet's profile and what its file says. A
    document that breaks the extractor is a rejected one, and the others are read.
    """
    counts = ParseCounts()
    captures = [c for c in read_captures(home.captures(run, shard)) if is_document(c)]
    observations = _observations(home, run, captures, counts)
    write_part(home.articles(run, shard), Observation, _told(observations, len(captures), progress))
    return counts


def _observations(
    home: Home, run: str, captures: Sequence[Capture], counts: ParseCounts
) -> Iterator[Observation]:
    outlets = facts_of_outlets(home.sources)
    profile_of = cache(lambda source: read_profile(home, source, number=True))
    with Payloads(home) as payloads:
        for capture in captures:
            source = capture.source
            outlet = outlets.get(source, {})
            article = _article(capture, payloads, profile_of(source), outlet, counts)
            counts.documents += 1
            counts.articles += article.status == "article"
            counts.rejected += article.status == "rejected"
            yield observe(article, capture, run)


def _told(
    observations: Iterator[Observation], total: int, progress: Callable[[int, int], None]
) -> Iterator[Observation]:
    for done, observation in enumerate(observations, 1):
        progress(done, total)
        yield observation


def _article(
    capture: Capture,
    payloads: Payloads,
    profile: Profile,
    outlet: Mapping[str, str],
    counts: ParseCounts,
) -> Article:
    try:
        payload, content_type = payloads.read(capture)
    except InputError as error:
        article = rejected(document_of(capture, b"", None), "unreadable", str(error))
    else:
        counts.bytes += len(payload)
        document = document_of(capture, payload, content_type, outlet)
        article = extract_or_reject(document, profile)
    counts.failed += article.reject_reason in ("unreadable", "extractor_failed")
    return article


def document_of(
    capture: Capture,
    payload: bytes,
    content_type: str | None,
    outlet: Mapping[str, str] | None = None,
) -> Document:
    """What extraction is given of a capture, and of its ``outlet``."""
    from_web = capture.kind == "response"
    document = Document(
        id=_id(capture),
        payload=payload,
        url=capture.hints.url or capture.final_url,
        source=capture.source,
        content_type=content_type or capture.content_type,
        fetched_at=capture.fetched_at if from_web else None,
        hints=capture.hints,
        outlet=outlet or {},
    )
    return document_of_row(document) if payload and content_type == ARTICLE_ROW else document


def _id(capture: Capture) -> str:
    return capture.hints.id or capture.final_url
