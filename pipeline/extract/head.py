"""What the page says about itself: address, section, tags, summary."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from urllib.parse import urljoin, urlsplit

from pipeline.clean.jsonld import strings
from pipeline.clean.page import Page
from pipeline.clean.text import squeeze
from pipeline.extract.evidence import Candidate

_MOST_TAGS = 40
_LONGEST_TAG = 60
_SHORTEST_SUMMARY = 25  # characters under which a description is a slogan


def canonical_urls(page: Page) -> Iterator[Candidate[str]]:
    """The address that the page declares for itself, absolute where the page's is known."""
    links = page.elements.select('link[rel~="canonical" i][href]')[:1]
    written = next((link.attributes.get("href") or "" for link in links), "")
    for rule, href in (("link canonical", written), ("og:url", page.meta("og:url") or "")):
        try:
            absolute = urljoin(page.url or "", href.strip())
            known = urlsplit(absolute).scheme in ("http", "https")
        except ValueError:
            continue
        if href.strip() and known:
            yield Candidate(absolute, rule, href)


def sections(page: Page) -> Iterator[Candidate[str]]:
    """JSON-LD's section of the article, then the metas."""
    for story in page.stories:
        for name in strings(story.get("articleSection"), "name"):
            yield Candidate(_text(name), "json-ld articleSection", name)
    for meta in ("article:section", "og:article:section", "section", "parsely-section"):
        for name in page.metas.get(meta, ())[:1]:
            yield Candidate(_text(name), meta, name)


def tags(page: Page) -> Iterator[Candidate[tuple[str, ...]]]:
    """The outlet's own keywords, each once, in its order."""
    stated = [word for story in page.stories for word in strings(story.get("keywords"), "name")]
    sources = {
        "article:tag": page.metas.get("article:tag", []),
        "json-ld keywords": stated,
        "news_keywords": page.metas.get("news_keywords", []),
        "keywords": page.metas.get("keywords", []),
    }
    for rule, written in sources.items():
        if found := _split(written):
            yield Candidate(found, rule, " | ".join(written))


def summaries(page: Page) -> Iterator[Candidate[str]]:
    """The standfirst that the head of the page repeats, else its description."""
    stated = [text for story in page.stories for text in strings(story.get("description"))]
    described = {
        "og:description": page.meta("og:description") or "",
        "description": page.meta("description") or "",
        "json-ld description": stated[0] if stated else "",
        "twitter:description": page.meta("twitter:description") or "",
    }
    for rule, written in described.items():
        text = _text(written)
        if len(text) >= _SHORTEST_SUMMARY:
            yield Candidate(text, rule, written)


def _split(written: list[str]) -> tuple[str, ...]:
    if len(written) == 1:
        written = written[0].split("," if "," in written[0] else ";")
    texts = (_text(word) for word in written)
    return tuple(dict.fromkeys(t for t in texts if 0 < len(t) <= _LONGEST_TAG))[:_MOST_TAGS]


def _text(written: str) -> str:
    return squeeze(unescape(written))
