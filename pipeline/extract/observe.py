"""An article and its capture to an observation: addresses, hashes and sketch."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2b
from urllib.parse import urljoin, urlsplit
from zlib import crc32

from pipeline.record import Address, Article, Capture, Observation
from pipeline.serialize import to_dict
from pipeline.urls import canonicalize, same_outlet, url_id

# Facts of the capture and of us, which say nothing of what the publisher wrote.
_NOT_RECORD = ("id", "url", "canonical_url", "versions", "cuts", "status", "reject_reason")
_WORD = re.compile(r"\w+")
SHINGLE = 3  # words
SAMPLE = 16  # one shingle in so many is kept


def observe(article: Article, capture: Capture, run: str) -> Observation:
    """What the loader needs beside the article; pure, and equal for equal input.

    The article's source is the capture's where it has none of its own.
    """
    article = replace(article, source=article.source or capture.source)
    record_hash = _hash(_record(article))
    words = fold(article.text)
    versions = article.versions
    return Observation(
        observation_id=_hash(
            [
                capture.capture_id,
                versions.extractor,
                versions.boilerplate,
                article.status,
                article.reject_reason,
                record_hash,
            ]
        ),
        capture_id=capture.capture_id,
        run=run,
        fetched_at=capture.fetched_at,
        fetched_from_web=capture.kind in ("response", "revisit"),
        requested_url=capture.url,
        final_url=capture.final_url,
        addresses=tuple(addresses(capture.url, capture.final_url, article.canonical_url)),
        record_hash=record_hash,
        content_hash=_hash(
            [
                article.title,
                article.summary,
                article.authors,
                article.text,
                [image.caption for image in article.images],
                to_dict(article.corrections),
            ]
        ),
        text_key=_hash(article.text),
        text_hash=_hash(words),
        sketch=sketch(words),
        article=article,
    )


def addresses(requested: str, final: str, canonical: str | None) -> Iterator[Address]:
    """The addresses that one page ties together, in their canonical form.

    A redirect to an outlet's front page ties nothing, and neither does a declared address
    that is a front page or another outlet's: a syndicated copy stays its outlet's own.
    """
    if _is_root(final) and not _is_root(requested):
        final = requested
    yield _address(requested, "requested")
    yield _address(final, "final")
    if canonical:
        canonical = urljoin(final, canonical)
        if same_outlet(canonical, final) and not _is_root(canonical):
            yield _address(canonical, "canonical")


def fold(text: str) -> list[str]:
    """The words of ``text`` without case, accents and punctuation.

    >>> fold("Élan vital, 3-fold")
    ['elan', 'vital', '3', 'fold']
    """
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _WORD.findall(text.casefold())


def sketch(words: list[str]) -> tuple[int, ...]:
    """A sample of the shingles of ``words`` as signed 64-bit hashes, sorted, each once.

    Which shingles are taken depends on them alone, so two texts that share a passage share
    the sample of it: the share of common ones estimates how much of one text is in the other.
    """
    taken = set()
    for i in range(len(words) - SHINGLE + 1):
        shingle = " ".join(words[i : i + SHINGLE]).encode()
        if crc32(shingle) % SAMPLE == 0:
            digest = blake2b(shingle, digest_size=8).digest()
            taken.add(int.from_bytes(digest, "big", signed=True))
    return tuple(sorted(taken))


def _record(article: Article) -> dict[str, object]:
    record: dict[str, object] = to_dict(article)
    for name in _NOT_RECORD:
        del record[name]
    record["evidence"] = [to_dict(e) for e in article.evidence if e.chosen]
    return record


def _address(url: str, role: str) -> Address:
    return Address(url_id=str(url_id(url)), url=canonicalize(url), role=role)


def _is_root(url: str) -> bool:
    parts = urlsplit(canonicalize(url))
    return parts.scheme != "file" and parts.path in ("", "/") and not parts.query


def _hash(value: object) -> str:
    return blake2b(
        json.dumps(value, ensure_ascii=False).encode(errors="surrogatepass"), digest_size=16
    ).hexdigest()
