"""One document to one article record: the order in which fields are read."""

from __future__ import annotations

import re

from pipeline import __version__
from pipeline.annotate.annotate import Annotations, annotate
from pipeline.clean.decode import decode
from pipeline.clean.page import Page
from pipeline.extract.body import extract_body
from pipeline.extract.document import Document, Profile
from pipeline.extract.kind import Kind, classify
from pipeline.extract.lines import read_lines
from pipeline.extract.metadata import read_metadata, read_plain_metadata
from pipeline.extract.plain import read_pieces
from pipeline.record import Article, Cut, Versions, join_blocks

_MARKUP = re.compile(r"<\s*(?:!doctype|html|head|body|div|p|article)\b", re.IGNORECASE)


def extract_article(
    document: Document, profile: Profile | None = None, *, inside: bool = True
) -> Article:
    """Read one document. Pure: the same bytes, facts and profile give the same record.

    ``inside`` switches the fields inside the text (quotes, mentions, dates ...).
    """
    profile = profile or Profile()
    hints = document.hints
    decoded = decode(document.payload, document.content_type, hints.encoding)
    cuts: list[Cut] = []
    kind = Kind("article", None)
    plain = not _MARKUP.search(decoded.text[:5000])
    if plain:
        lines = read_lines(read_pieces(decoded.text), plain=True, language=None)
        meta = read_plain_metadata(lines, document)
    else:
        page = Page(decoded.text, document.url)
        meta = read_metadata(page, document, profile)
        body = extract_body(page, title=meta.title, learned=profile.boilerplate)
        cuts = body.cuts
        kind = classify(page, body.pieces)
        lines = read_lines(body.pieces, plain=False, language=None)
    text, blocks = join_blocks(lines.pieces)
    notes = annotate(text, blocks, language=None, anchor=None) if inside else Annotations()
    return Article(
        id=document.id,
        status="rejected" if kind.reject_reason else "article",
        reject_reason=kind.reject_reason,
        is_article=kind.page_type == "article",
        page_type=kind.page_type,
        url=document.url,
        source=document.source,
        encoding=decoded.encoding,
        publisher=meta.publisher,
        title=meta.title,
        authors=meta.authors,
        summary=meta.summary,
        published=meta.published,
        published_precision=meta.published_precision,
        modified=meta.modified,
        text=text,
        blocks=blocks,
        images=tuple(lines.images),
        wire_credits=tuple(lines.wire_credits),
        dateline=lines.dateline,
        corrections=tuple(lines.corrections),
        quotes=notes.quotes,
        citations=notes.citations,
        mentions=notes.mentions,
        dates=notes.dates,
        evidence=meta.evidence,
        cuts=(*cuts, *lines.cuts),
        versions=Versions(extractor=__version__, boilerplate=profile.boilerplate_version),
    )
