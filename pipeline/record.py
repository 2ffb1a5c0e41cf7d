"""The types that flow between the stages: nothing else.

``Ref`` (discover) → ``Capture`` (fetch) → ``Article`` in an ``Observation`` (parse) → tables.
All are frozen; sequences are tuples. Unknown is ``None`` or an empty tuple, never a guess.
Offsets count code points in ``Article.text``, 0-based and half-open. A field whose name would
be a Python keyword carries a trailing underscore here (``from_``) and none outside (``from``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What somebody else says of a document: a feed, a sitemap or a ``manifest.jsonl``.

    ``url``, ``published`` and ``encoding`` of a manifest are facts that its owner vouches for;
    a feed's title and date are only candidates. ``crawl_date`` bounds what can be the past.
    """

    id: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    encoding: str | None = None
    crawl_date: str | None = None
    vouched: bool = False


NO_HINTS = Hints()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """Something to fetch or read: ``location`` is a URL, a path, ``path#offset-end`` of a WARC, or
    ``path#first-last@offset`` of a table's rows.

    ``kind`` is ``url``, ``file``, ``warc`` or ``rows``; ``url`` is a file's address in the
    warehouse; ``columns`` are a table's, as pairs of field and column.
    """

    source: str
    location: str
    kind: str
    url: str | None = None
    hints: Hints = NO_HINTS
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One fetch or read, successful or not: a row of ``captures``.

    ``kind`` is ``response``, ``resource`` (a local file), ``revisit`` (unchanged payload) or
    ``failure``. ``warc_file`` is relative to the home, or absolute where the WARC lies outside.
    ``capture_id`` is 32 hex digits over URL, time and digest, so a replay gives the same id.
    """

    capture_id: str
    run: str
    source: str
    url: str
    final_url: str
    kind: str
    fetched_at: datetime
    status: int | None = None
    content_type: str | None = None
    bytes: int = 0
    digest: str | None = None
    warc_file: str | None = None
    warc_offset: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    redirects: tuple[str, ...] = ()
    robots: str | None = None
    seconds: float | None = None
    error_class: str | None = None
    error: str | None = None
    hints: Hints = NO_HINTS


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of ``text``: paragraph, subhead, list_item, blockquote or table."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture of the article; ``credit`` is as written, photographer and agency are parsed.

    ``place`` and ``taken`` (an ISO 8601 day) are those of the scene, where the caption tells them.
    """

    url: str | None = None
    caption: str | None = None
    credit: str | None = None
    photographer: str | None = None
    agency: str | None = None
    place: str | None = None
    taken: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WireCredit:
    """An agency that contributed, and the line that says so; None where it names people only."""

    agency: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Where, and by which agency, a report was filed: ``OTTAWA, March 3 (Reuters) -``."""

    place: str | None = None
    agency: str | None = None
    date: str | None = None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A note on the article: correction, update, clarification, editor's note or disclosure."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link inside the body; ``paragraph`` is the index of its block."""

    url: str
    text: str
    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One contiguous stretch of reported speech; ``text[start:end] == quote``.

    ``kind`` is direct, partial or indirect. The parts of one utterance share ``quote_group``
    (0, 1, ... within the article). ``speaker`` is the canonical name, ``speaker_mention`` the
    words in the text.
    """

    quote: str
    kind: str
    speaker: str | None = None
    speaker_mention: str | None = None
    speaker_role: str | None = None
    speaker_affiliation: str | None = None
    verb: str | None = None
    paragraph: int
    start: int
    end: int
    quote_group: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A source that the reporter leans on.

    ``kind`` is media, agency, document, court papers, statement or poll; of a statement ``source``
    is whose it is.
    """

    source: str
    kind: str
    verb: str | None = None
    paragraph: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name in the article; ``kind`` is person, organisation or place, ``name`` the canonical one.

    ``country`` is the ISO 3166 alpha-2 code of a place, where the gazetteer knows it. ``part``
    is ``text`` or ``title``; offsets count in the text, so that a name of the title has none.
    """

    name: str
    kind: str
    mention: str
    country: str | None = None
    part: str = "text"
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date expression and the days it covers (ISO, both inclusive).

    ``granularity`` is day, week, month, quarter, season, year, decade ...; where the year cannot
    be decided ``from_`` and ``to`` are null and ``partial`` keeps what is known (``--03-20``).
    ``basis`` says what the days rest on: ``written`` out in full, or counted from the day that was
    ``published``, ``inferred`` or ``fetched``; ``confidence`` in 0..1 is lower for those. ``part``
    is ``text`` or ``title``; offsets count in the text, so that a date of the title has none.
    """

    text: str
    from_: str | None = None
    to: str | None = None
    granularity: str
    partial: str | None = None
    basis: str | None = None
    confidence: float | None = None
    part: str = "text"
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why a field has its value, or which candidate lost; ``confidence`` is in 0..1."""

    field: str
    value: str
    rule: str
    raw: str
    confidence: float
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A passage taken out of the page; ``position`` is the index of the block it stood before."""

    rule: str
    text: str
    position: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """What made a record: the extractor, and the files of its outlet that it was given:
    ``boilerplate`` is the number of what was learned, with that of the overrides behind a ``+``.
    """

    extractor: str
    boilerplate: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One document as fields. ``published`` and ``modified`` are ISO 8601 as written on the page,
    with time and offset where it has them; ``published_precision`` is second, minute, day, month.
    """

    id: str
    status: str = "article"
    reject_reason: str | None = None
    is_article: bool = True
    page_type: str | None = None
    url: str | None = None
    canonical_url: str | None = None
    source: str | None = None
    publisher: str | None = None
    section: str | None = None
    language: str | None = None
    encoding: str | None = None
    title: str | None = None
    summary: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    published_precision: str | None = None
    modified: str | None = None
    access: str | None = None
    truncated: bool = False
    text: str = ""
    blocks: tuple[Block, ...] = ()
    images: tuple[Image, ...] = ()
    wire_credits: tuple[WireCredit, ...] = ()
    dateline: Dateline | None = None
    corrections: tuple[Correction, ...] = ()
    tags: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    quotes: tuple[Quote, ...] = ()
    citations: tuple[Citation, ...] = ()
    mentions: tuple[Mention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    cuts: tuple[Cut, ...] = ()
    versions: Versions

    @property
    def paragraphs(self) -> list[str]:
        """The texts of all blocks in order, section headings included."""
        return [self.text[b.start : b.end] for b in self.blocks]

    @property
    def subheads(self) -> list[str]:
        """The section headings."""
        return [self.text[b.start : b.end] for b in self.blocks if b.kind == "subhead"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address under which an article was met; ``role`` is requested, final or canonical.

    ``url`` is the canonical form, ``url_id`` the UUID made of it (``pipeline/urls.py``).
    """

    url_id: str
    url: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """An article as it stood in one capture: what the loader reads.

    All hashes are 32 hex digits. ``content_hash`` is over what the publisher wrote (title,
    summary, authors, body, captions, corrections), ``record_hash`` over every field but the
    addresses and versions, ``text_key`` over the exact body and ``text_hash`` over the folded
    one: equal ones are exact copies. ``sketch`` is a sample of the body's shingles, for near
    copies. ``observation_id`` is over capture, versions, verdict and record. ``run`` is the run
    that parsed it. ``pipeline/extract/observe.py`` fills them in.
    """

    observation_id: str
    capture_id: str
    run: str
    fetched_at: datetime
    fetched_from_web: bool
    requested_url: str
    final_url: str
    addresses: tuple[Address, ...]
    record_hash: str
    content_hash: str
    text_key: str
    text_hash: str
    sketch: tuple[int, ...]
    article: Article


def join_blocks(pieces: Iterable[tuple[str, str]]) -> tuple[str, tuple[Block, ...]]:
    """Join ``(kind, text)`` pieces by blank lines into the text and its blocks.

    >>> join_blocks([("paragraph", "One."), ("subhead", "Two")])[0]
    'One.\\n\\nTwo'
    """
    texts: list[str] = []
    blocks: list[Block] = []
    position = 0
    for kind, text in pieces:
        blocks.append(Block(kind, position, position + len(text)))
        texts.append(text)
        position += len(text) + 2
    return "\n\n".join(texts), tuple(blocks)
