"""Bylines in plain lines, and the line about the author at the end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.extract.contributors import Contributors, is_role, read_contributors
from pipeline.extract.names import is_person, name_case
from pipeline.lexicon import load

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Byline:
    """The people that a line names as authors, and the agencies or outlets they write for."""

    authors: tuple[str, ...]
    agencies: tuple[str, ...] = ()


def read_byline(text: str, *, language: str | None = None) -> Byline | None:
    """The byline that a line is, else None. A word for "by" counts in its own language only.

    >>> read_byline("By NGAIO TAMIHANA, Staff Writer").authors
    ('Ngaio Tamihana',)
    >>> read_byline("By Ferrant's count, forty houses had been under water.") is None
    True
    """
    text = " ".join(text.split())
    if not 4 <= len(text) <= _LONGEST:
        return None
    if "@" in text or "://" in text:
        text = _MAIL.sub("", text)
    text = text.strip(" *•_–—-|·")
    opening = _openings(language).match(text)
    if opening:
        found = read_contributors(_until_time(text[opening.end() :]))
        return _byline(found) if found and found.people else None
    # "Ada Moen, The Canadian Press", "Ada Moen | Staff Reporter", "Ada Moen\nReporter"
    found = read_contributors(text) if _JOINT.search(text) else None
    if found is None or not 1 <= len(found.people) <= 3 or found.outlets:
        return None
    return _byline(found) if found.agencies or found.generic else None


def read_author_note(text: str) -> Byline | None:
    """The line about the author ("Ada Moen is a columnist with the Harrow Courier."), else None.

    Only to be asked of the last paragraphs: such a sentence elsewhere is the article's own.

    >>> read_author_note("Ada Moen is a columnist with the Harrow Courier.").authors
    ('Ada Moen',)
    """
    match = _NOTE.match(text) if len(text) <= 600 else None
    if not match or not is_person(match["name"]):
        return None
    roles = re.split(r"\s*,\s*|\s+(?:and|und|et|y|&)\s+(?:an?\s+)?", match["role"])
    words = [role.split() for role in roles]
    # words may stand around it: "a Lorne-based freelance journalist", "Redakteurin im Ressort"
    if any(is_role(" ".join(w[n:m])) for w in words for n in range(len(w)) for m in (n + 1, n + 2)):
        return Byline((name_case(match["name"]),))
    return None


_MAIL = re.compile(r"[\s,(|]*(?:\S+@\S+\.\w+|@\w+|https?://\S+)\)?")
_JOINT = re.compile(r"[,|/•·()]|\s[-–—]\s")
_TIME = re.compile(r"\s*(?:[|•·,–—-]\s*)?(?:\d|(?:Published|Updated|Posted|Last updated)\b).*$")
_NOTE = re.compile(
    r"(?P<name>[^\W\d_][\w.'’ -]{3,50}?),?\s+(?:is|was|ist|est|es|è|é|er|är)(?: also)?\s+"
    r"(?:an?|the|eine?|une?|una|uno|um|uma|en|ett|el|la|le|il)?\s*"
    r"(?P<role>[\w' ,’&-]{3,90}?)"
    r"(?:\s+(?:with|at|for|of|in|on|who|whose|where|based|from|covering|focusing|specializing|bei|der"
    r"|des|für|de|du|à|pour|del|en|per|voor|van)\b.*|\.?\s*$|\.\s.*)",
    re.DOTALL,
)


def _byline(found: Contributors) -> Byline:
    return Byline(found.people, found.agencies)


def _until_time(text: str) -> str:
    """A byline without the date or time that stands behind it."""
    return _TIME.sub("", text)


@cache
def _openings(language: str | None) -> re.Pattern[str]:
    by = load.toml("journalists")["by"]
    words = by.get(language, []) if language else [w for ws in by.values() for w in ws]
    ways = {way for word in words for way in (word, word.upper())}
    listed = "|".join(sorted(map(re.escape, ways), key=len, reverse=True)) or "(?!)"
    return re.compile(rf"(?:{listed})(?:\s*[:：]\s*|\s+)")
