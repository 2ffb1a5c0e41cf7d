"""A byline as text to the people who signed, and the desks and outlets beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import unescape

from pipeline.clean.text import squeeze
from pipeline.extract.agencies import agency_named
from pipeline.extract.names import is_person, name_case
from pipeline.extract.stamps import find
from pipeline.lexicon.load import toml

_MAIL = re.compile(r"\S+@\S+|https?://\S+|(?<!\w)@\w+")
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_JOINTS = re.compile(
    r"\s*[,;|·•/&+、，；\n]\s*|\s+[-–—]\s+|\s+(?:and|und|et|y|e|og|och|en|ja|i|ve|и|та|und|with|mit|avec|con)\s+"
)
_LONGEST_NAME = 50
_MOST_WORDS = 6
_SHORT = 60  # characters of a line in which a first name alone may sign


@dataclass(frozen=True, slots=True)
class Signers:
    """``people`` as named, ``others`` who sign: desks, agencies, outlets, nicknames."""

    people: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def read_names(texts: list[str], *, named_people: bool = False) -> Signers:
    """What is known to name authors, one or several in each text.

    ``named_people`` says that the page calls them persons: then one word may be a name.
    """
    people: dict[str, str] = {}
    others: dict[str, str] = {}
    for text in texts:
        for name in _names(text):
            if agency_named(name) is not None:
                others.setdefault(name.casefold(), name)
            elif is_person(name):
                people.setdefault(name.casefold(), name_case(name))
            elif named_people and _is_first_name(name):
                people.setdefault(name.casefold(), name)
            elif named_people or _may_sign(name):
                others.setdefault(name.casefold(), name)
    return Signers(tuple(people.values()), tuple(others.values()))


def read_line(text: str, *, after: str = "") -> Signers | None:
    """A line of the page as a byline, None unless it has an opener (``By``, ``Von`` ...) at its
    beginning or behind a date. ``after`` is the next line: the opener may stand alone.
    """
    opener = _openers().match(text) or _inner_opener().search(text)
    if opener is None:
        return None
    rest = text[opener.end() :].strip() or after
    parts = _names(rest)
    if parts and is_person(parts[0]):
        return Signers(read_names([rest]).people)
    if parts and len(text) <= _SHORT and _is_first_name(parts[0]) and next(find(text), None):
        return Signers(others=(parts[0],))
    return None


def is_opener(text: str) -> bool:
    """Is ``text`` nothing but what opens a byline?"""
    opener = _openers().match(text)
    return bool(opener and opener.end() == len(text))


def read_names_alone(text: str) -> Signers | None:
    """A line that holds the names of people and at most a date beside them."""
    names = read_names([text])
    return Signers(names.people) if names.people and not names.others else None


def _names(text: str) -> list[str]:
    text = squeeze(unescape(text))
    text = _BRACKETS.sub("", _MAIL.sub(" ", text))
    opener = _openers().match(text)
    if opener and opener.end() < len(text):
        text = text[opener.end() :]
    if stamp := next(find(text, day_first=True), None):
        text = text[: stamp.start] if stamp.start > 2 else ""
    text = _stops().split(text)[0]
    return [
        name
        for part in _JOINTS.split(text)
        if (name := _trim(part)) and name.casefold() not in _never_names()
    ]


def _trim(part: str) -> str:
    """A part of a byline without what surrounds the name; empty for a role or a degree alone."""
    lexicon = _words()

    def is_a(word: str, *kinds: str) -> bool:
        bare = word.casefold().strip(",.:")
        return any(bare in lexicon[kind] for kind in kinds)

    words = part.strip(' .:*–—-"“”').split()
    for index, word in enumerate(words):
        if index and is_a(word, "tails"):
            words = words[:index]
            break
    while words and is_a(words[-1], "degrees", "roles") and not is_a(words[-1], "collectives"):
        words.pop()
    while words and (is_a(words[0], "roles") or is_a(words[0].rpartition("-")[2], "roles")):
        words.pop(0)
    if words and is_a(words[-1], "days"):
        words.pop()
    return (
        ""
        if any(is_a(w, "roles") and not is_a(w, "collectives") for w in words)
        else " ".join(words)
    )


def _may_sign(name: str) -> bool:
    """Could this be a desk, an outlet or a nickname, and not a scrap of text?"""
    words = name.casefold().split()
    lexicon = _words()
    return (
        1 < len(name) <= _LONGEST_NAME
        and len(words) <= _MOST_WORDS
        and name.casefold() not in lexicon["placeholders"]
        and not lexicon["companies"].intersection(words)
        and any(c.isalpha() for c in name)
        and not (len(words) > 1 and name == name.casefold())
        and not name.startswith(("+", "#", "..."))
    )


@cache
def _words() -> dict[str, frozenset[str]]:
    lexicon = toml("bylines")
    return {name: frozenset(entries) for name, entries in lexicon.items()}


def _is_first_name(name: str) -> bool:
    lexicon = _words()
    return (
        name.isalpha()
        and name[0].isupper()
        and not name.isupper()
        and name.casefold() not in lexicon["placeholders"] | lexicon["collectives"]
    )


@cache
def _never_names() -> frozenset[str]:
    lexicon = _words()
    return lexicon["openers"] | lexicon["labels"] | lexicon["furniture"] | {"and", "und", "et", "y"}


@cache
def _openers() -> re.Pattern[str]:
    lexicon = toml("bylines")
    openers, labels = (
        "|".join(sorted(map(re.escape, lexicon[kind]), key=len, reverse=True))
        for kind in ("openers", "labels")
    )
    return re.compile(
        rf"\s*(?:(?:{openers})(?:\s*[:：]\s*|\s+|$)|(?:{labels})(?:\s*[:：]\s*|$))", re.IGNORECASE
    )


@cache
def _inner_opener() -> re.Pattern[str]:
    openers = sorted(map(re.escape, toml("bylines")["openers"]), key=len, reverse=True)
    return re.compile(
        rf"(?:\d[\s,]*(?:[ap]\.?m\.?|uhr)?|[|·•–—])\s*(?:{'|'.join(openers)})\s+", re.I
    )


@cache
def _stops() -> re.Pattern[str]:
    stops = sorted(map(re.escape, toml("bylines")["stops"]), key=len, reverse=True)
    return re.compile(rf"\b\d+\s*min|(?<!\w)(?:{'|'.join(stops)})(?!\w)", re.IGNORECASE)
