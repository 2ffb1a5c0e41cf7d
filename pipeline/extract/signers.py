"""A byline as text to the people who signed, and the desks and outlets beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
    r"\s*[,;|·•/&+、，；\n]\s*|\s+[-–—]\s+"
    r"|\s+(?:(?i:and|und|et|with|mit|avec)|y|e|og|och|en|ja|i|ve|и|та|con)\s+"
)
_TIME = re.compile(r"[\s,|•·–—-]*(?:\d\d?[:.]\d\d\s*(?:uhr\b|[ap]\.?m\b\.?)?)?[\s,|•·–—-]*", re.I)
_CAPITALS = re.compile(r",\s*[A-Z]{2,5}$")  # letters of a degree
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
        names = _names(text)
        found = [name for name in names if _is_named(name, named_people)]
        if not found and not all(_is_first_name(name) for name in names):
            names = [whole] if (whole := _whole(text)) else []  # a desk has "and" in its name
        for name in names:
            if name in found:
                people.setdefault(name.casefold(), name_case(name))
            elif agency_named(name) is not None or named_people or _may_sign(name):
                others.setdefault(name.casefold(), name)
    return Signers(tuple(people.values()), tuple(others.values()))


def _is_named(name: str, named_people: bool) -> bool:
    """Is this the name of a person, by its shape or because it is said to be one?"""
    if agency_named(name) is not None:
        return False
    if is_person(name):
        return not _is_furniture(name)
    return named_people and all(map(_is_first_name, name.split()))


def read_line(text: str, *, after: str = "") -> Signers | None:
    """A line of the page as a byline, None unless it has an opener (``By``, ``Von`` ...) at its
    beginning or behind a date. ``after`` is the next line: the opener may stand alone.
    """
    opener = _openers().match(text) or _inner_opener().search(text)
    if opener is None:
        return None
    rest = text[opener.end() :].strip() or after
    parts = _names(rest)
    if parts and is_person(parts[0]) and not _is_furniture(parts[0]):
        return Signers(read_names([rest]).people)
    if parts and len(text) <= _SHORT and _is_first_name(parts[0]) and next(find(text), None):
        return Signers(others=(parts[0],))
    whole = _whole(rest)
    if len(rest) <= _SHORT and _is_desk(whole):
        return Signers(others=(whole,))
    return None


def _is_desk(name: str) -> bool:
    """Is this what a desk calls itself: "The Weather Team", "Courier Newsroom"?"""
    words = name.split()
    return (
        len(words) <= _MOST_WORDS
        and not _words()["collectives"].isdisjoint(word.casefold() for word in words)
        and name[0].isupper()
    )


def is_role_line(text: str) -> bool:
    """Is ``text`` what a person does: a few words with that of a job among them?"""
    words = {word.strip(",.&|").casefold() for word in text.split()}
    return len(text) <= _SHORT and bool(words & _words()["roles"])


def is_date_label(text: str) -> bool:
    """Is ``text`` a few words that say of a date what it is: ``Last updated``?"""
    labels = toml("dates")["labels"]
    folded = text.casefold()
    return len(text) <= _SHORT and any(
        label in folded for kind in ("published", "modified") for label in labels[kind]
    )


def is_furniture(name: str) -> bool:
    """Does a desk's or an outlet's name rather look like a page's furniture?"""
    return _is_furniture(name) and _words()["collectives"].isdisjoint(name.casefold().split())


def is_opener(text: str) -> bool:
    """Is ``text`` nothing but what opens a byline?"""
    opener = _openers().match(text)
    return bool(opener and opener.end() == len(text))


def read_names_alone(text: str) -> Signers | None:
    """A line that holds the names of people and at most a date beside them."""
    names = read_names([text])
    return Signers(names.people) if names.people and not names.others else None


def _names(text: str) -> list[str]:
    """The parts of a byline that may be names, before its date if any stand there, else behind."""
    return next((names for part in _undated(text) if (names := _parts(part))), [])


def _whole(text: str) -> str:
    """A signature that no person's name is in, as written."""
    found = (part.strip(' .:*–—-"“”|,·') for part in _undated(text))
    whole = _CAPITALS.sub("", next(filter(None, found), ""))
    return "" if whole.casefold() in _never_names() else whole


def _undated(text: str) -> Iterator[str]:
    """What a byline says before its date and behind it, without mail, opener and furniture."""
    text = _unopened(_BRACKETS.sub("", _MAIL.sub(" ", squeeze(unescape(text)))))
    stamp = next(find(text, day_first=True), None)
    yield _stops().split(_unopened(text[: stamp.start] if stamp else text))[0]
    if stamp:
        yield _stops().split(_unopened(_TIME.sub("", text[stamp.end :], count=1)))[0]


def _unopened(text: str) -> str:
    opener = _openers().match(text) or _inner_opener().search(text, 0, _SHORT)
    return text[opener.end() :] if opener else text


def _parts(text: str) -> list[str]:
    names = []
    joint, end = "", 0
    for found in (*_JOINTS.finditer(text), None):
        name = _trim(text[end : found.start() if found else None], behind_comma="," in joint)
        if len(name) > 1 and name.casefold() not in _never_names():
            names.append(name)
        if found:
            joint, end = found[0], found.end()
    return names


def _trim(part: str, *, behind_comma: bool = False) -> str:
    """A part of a byline without what surrounds the name; empty for a role or a degree alone.

    Behind a comma a part that ends with a role is one: "Ada Moen, Digital Security Expert".
    """
    lexicon = _words()

    def is_a(word: str, *kinds: str) -> bool:
        bare = word.casefold().strip(",.:")
        return any(bare in lexicon[kind] for kind in kinds)

    words = part.strip(' .:*–—-"“”').split()
    for index, word in enumerate(words):
        if index and is_a(word, "tails"):
            words = words[:index]
            break
    while words and (is_a(words[-1], "degrees") or words[-1].isdigit()):
        words.pop()
    while words and is_a(words[-1], "roles") and not is_a(words[-1], "collectives"):
        if behind_comma:
            return ""
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


def _is_furniture(name: str) -> bool:
    """Is one of the words of no name: "Recent Posts", "Full Bio"?"""
    words = name.casefold().split()
    return not _words()["never"].isdisjoint(words) or words[-1].endswith(_endings())


@cache
def _endings() -> tuple[str, ...]:
    return tuple(toml("bylines")["endings"])


@cache
def _words() -> dict[str, frozenset[str]]:
    lexicon = toml("bylines")
    return {name: frozenset(entries) for name, entries in lexicon.items()}


def _is_first_name(name: str) -> bool:
    lexicon = _words()
    return (
        name.isalpha()
        and not name[0].islower()
        and (not name.isupper() or len(name) == 1)
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
