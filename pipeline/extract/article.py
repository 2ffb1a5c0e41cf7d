"""One document to one article record: the order in which fields are read."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline import __version__
from pipeline.clean.decode import Decoded, decode
from pipeline.clean.page import Page
from pipeline.clean.readable import unreadable
from pipeline.extract import below_body
from pipeline.extract.access import is_truncated
from pipeline.extract.body import extract_body, follow
from pipeline.extract.body_evidence import candidates as body_candidates
from pipeline.extract.document import Document, Profile
from pipeline.extract.evidence import Candidate, choose
from pipeline.extract.images import boxed_pictures
from pipeline.extract.images import candidates as read_images
from pipeline.extract.kind import Kind, classify
from pipeline.extract.language import read_from
from pipeline.extract.lines import read_lines
from pipeline.extract.metadata import read_metadata, read_plain_metadata
from pipeline.extract.overrides import body_of
from pipeline.extract.plain import read_pieces
from pipeline.extract.printed import only_printed
from pipeline.extract.stamps import precision
from pipeline.extract.stated import stated
from pipeline.record import Article, Cut, Evidence, Image, Link, Versions, join_blocks

log = logging.getLogger(__name__)

_MARKUP = re.compile(r"<\s*(?:!doctype|html|head|body|div|p|article)\b", re.IGNORECASE)


def extract_article(
    document: Document, profile: Profile | None = None, *, inside: bool = True
) -> Article:
    """Read one document. Pure: the same bytes, facts and profile give the same record.

    ``inside`` switches the fields inside the text (quotes, mentions, dates ...).
    """
    profile = profile or Profile()
    hints = document.hints
    if reason := unreadable(document.payload, hints.encoding):
        return rejected(document, reason)
    decoded = decode(document.payload, document.content_type, hints.encoding)
    _, charset = choose("encoding", _charset(decoded))
    cuts: list[Cut] = []
    images: tuple[Image, ...] = ()
    links: tuple[Link, ...] = ()
    evidence: list[Evidence] = []
    kind, truncated = Kind("article", None), False
    plain = not _MARKUP.search(decoded.text[:5000])
    if plain:
        pieces = read_pieces(decoded.text)
        language, evidence = choose(
            "language", [*stated(document, "language"), *read_from(decoded.text)]
        )
        lines = read_lines(pieces, plain=True, language=language)
        meta = read_plain_metadata(lines, document)
    else:
        page = Page(decoded.text, document.url)
        meta = read_metadata(page, document, profile)
        own = body_of(page, document, profile)
        body = extract_body(
            page, title=meta.title, learned=profile.boilerplate, subtree=own[0] if own else None
        )
        charset += body.evidence
        kind = classify(page, body, meta)
        if kind.page_type != "article":
            meta = only_printed(meta, page)
        language = meta.language
        if language is None:
            language, evidence = choose("language", read_from(" ".join(t for _, t in body.pieces)))
        _, rows = choose("body", body_candidates(body, own[1] if own else None))
        evidence = [*evidence, *rows]
        if body.subtree is not None:
            found, rows = choose("images", read_images(page, document, body.subtree))
            images, evidence = found or (), [*evidence, *rows]
        images = (*images, *boxed_pictures(body, images))
        captions = [image.caption for image in images if image.caption]
        lines = read_lines(body.pieces, plain=False, language=language, captions=captions)
        cuts = [replace(cut, position=lines.kept[cut.position]) for cut in body.cuts]
        links = tuple(follow(body.links, body.pieces, lines.pieces))
        if not meta.authors and kind.page_type == "article":
            names = tuple(lines.authors)
            line = [Candidate(names, "line", ", ".join(names))] if names else []
            signed, rows = choose("authors", line or below_body.candidates(body))
            meta = replace(meta, authors=signed or ())
            evidence = [*evidence, *rows]
        truncated = is_truncated(page, meta.access, "".join(text for _, text in lines.pieces))
    text, blocks = join_blocks(lines.pieces)
    published = meta.published
    if published is None:
        from pipeline.extract.window import infer  # reads the text's dates, which are slow to load

        published, rows = infer(
            document,
            meta.evidence,
            text=text,
            language=language,
            dateline=lines.dateline,
            source="" if plain else decoded.text,
        )
        evidence = [*evidence, *rows]
    images = (*images, *(image for image in lines.images if image not in images))
    article = Article(
        id=document.id,
        status="rejected" if kind.reject_reason else "article",
        reject_reason=kind.reject_reason,
        is_article=kind.page_type == "article",
        page_type=kind.page_type,
        url=document.url,
        canonical_url=meta.canonical_url,
        source=document.source,
        section=meta.section,
        language=language,
        encoding=decoded.encoding,
        publisher=meta.publisher,
        title=meta.title,
        authors=meta.authors,
        summary=meta.summary,
        published=published,
        published_precision=precision(published) if published else None,
        modified=meta.modified,
        access=meta.access,
        truncated=truncated,
        tags=meta.tags,
        links=links,
        text=text,
        blocks=blocks,
        images=images,
        wire_credits=tuple(lines.wire_credits),
        dateline=lines.dateline,
        corrections=tuple(lines.corrections),
        evidence=(*meta.evidence, *evidence, *charset),
        cuts=tuple(sorted((*cuts, *lines.cuts), key=lambda cut: cut.position)),
        versions=Versions(extractor=__version__, boilerplate=profile.version),
    )
    if inside:
        from pipeline.extract.inside import with_inside  # its rules are slow to load

        article = with_inside(article, document)
    return article


def extract_or_reject(
    document: Document, profile: Profile | None = None, *, inside: bool = True
) -> Article:
    """``extract_article``, for batches: a document that breaks the extractor becomes a rejected
    record, its trace goes to the log, and the others are read.
    """
    try:
        return extract_article(document, profile, inside=inside)
    except Exception as error:
        log.exception("%s: the extractor failed; please report it with the page", document.id)
        return rejected(document, "extractor_failed", f"{type(error).__name__}: {error}")


def rejected(document: Document, reason: str, problem: str | None = None) -> Article:
    """The record of a document that was not read; ``problem`` is told in its summary."""
    return Article(
        id=document.id,
        status="rejected",
        reject_reason=reason,
        is_article=False,
        url=document.url,
        source=document.source,
        summary=problem,
        versions=Versions(extractor=__version__),
    )


def _charset(decoded: Decoded) -> Iterator[Candidate[str]]:
    """The charset that was chosen, then what else was claimed."""
    claims = dict(decoded.claims)
    yield Candidate(decoded.encoding, decoded.rule, claims.get(decoded.rule, decoded.encoding))
    for rule, name in decoded.claims:
        if rule != decoded.rule:
            yield Candidate(name, rule, name)
