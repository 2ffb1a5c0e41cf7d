"""The language of an article: what the page states, else what its words are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.clean.jsonld import strings
from pipeline.clean.page import Page
from pipeline.extract.evidence import Candidate

_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*")  # RFC 5646: the primary subtag
_ENOUGH = 20  # words from which a text shows its language
_SAMPLE = 3_000  # characters that are looked at
# Words of English that are none of another language's commonest: a text with enough of them
# needs no model, whose loading costs a second.
_ENGLISH = frozenset(
    ["the", "of", "and", "to", "that", "was", "said", "with", "for", "by", "from", "which", "has",
     "they", "this", "have", "you", "their", "what", "would", "who", "were", "been", "about",
     "she", "his"]
)  # fmt: skip
_ENGLISH_SHARE = 0.14
# Scripts that tell the language alone, and are written without blanks (Korean: with few).
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
)
_SCRIPT_SHARE = 0.15  # of the characters; kana may be few among Chinese characters


def stated(page: Page) -> Iterator[Candidate[str]]:
    """``<html lang>``, then JSON-LD, then the metas."""
    tags = [("html lang", page.declared_language or "")]
    tags += [("json-ld", tag) for story in page.stories for tag in strings(story.get("inLanguage"))]
    tags += [(m, page.meta(m) or "") for m in ("og:locale", "content-language", "language")]
    for rule, written in tags:
        if tag := primary(written):
            yield Candidate(tag, rule, written)


def read_from(text: str) -> Iterator[Candidate[str]]:
    """The language of the script or the words of ``text``; none for a few words."""
    sample = text[:_SAMPLE]
    for language, script in _SCRIPTS:
        if len(script.findall(sample)) >= max(_ENOUGH, _SCRIPT_SHARE * len(sample)):
            yield Candidate(language, "script", sample[:20])
            return
    words = re.findall(r"\w+", sample.lower())
    if len(words) < _ENOUGH:
        return
    share = sum(word in _ENGLISH for word in words) / len(words)
    if share >= _ENGLISH_SHARE:
        yield Candidate("en", "common words", f"{share:.0%} of the words")
        return
    from py3langid import classify  # a second to load, so only where it is needed

    language, score = classify(sample)
    yield Candidate(language, "language model", f"score {score:.1f}")


def primary(tag: str) -> str | None:
    """The primary language of a tag, lower case.

    >>> primary("en-CA"), primary("de_DE"), primary("x-default"), primary("")
    ('en', 'de', None, None)
    """
    found = _TAG.fullmatch(tag.strip())
    return found[1].lower() if found and found[1].lower() not in ("und", "mul", "zxx") else None
