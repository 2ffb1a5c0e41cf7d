"""The names in a byline: the people who signed, and the desks and outlets beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from unicodedata import category

from pipeline.clean.text import squeeze
from pipeline.extract.agencies import agency_named
from pipeline.extract.names import PARTICLES, is_person, name_case
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
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,4}", re.IGNORECASE)
_MARKS = ("Mn", "Mc")  # vowels and the like, written to a letter
_LONGEST_NAME = 50
_MOST_WORDS = 6
_SMALL = 2  # words in small letters that the name of a desk has
_SHORT = 60  # characters of a line in which a first name alone may sign


@dataclass(frozen=True, slots=True)
class Signers:
    """``people`` as named, ``others`` who sign: desks, agencies, outlets, nicknames."""

    people: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def agencies(self) -> tuple[str, ...]:
        """Those of the others that are agencies, by their canonical names."""
        return tuple(filter(None, map(agency_named, self.others)))


def read_names(texts: list[str], *, named_people: bool = False) -> Signers:
    """What is known to name authors, one or several in each text.

    ``named_people`` says that the page calls them persons: then one word may be a name.
    """
    people: dict[str, str] = {}
    others: dict[str, str] = {}
    for text in texts:
        names = names_in(text)
        said = named_people or _is_said(text)
        found = [name for name in names if _is_named(name, said)]
        if not found and not all(is_first_name(name) for name in names):
            names = [whole] if (whole := whole_of(text)) else []  # a desk has "and" in its name
        for name in names:
            if name in found:
                people.setdefault(name.casefold(), name_case(name))
            elif found and _ends_with(name, "roles"):
                continue
            elif agency_named(name) is not None or named_people or _may_sign(name):
                others.setdefault(name.casefold(), name)
    return Signers(tuple(people.values()), tuple(others.values()))


def _is_said(text: str) -> bool:
    """Does a text in a script without case, where no capital tells, say that it names a person:
    by what opens a byline, or a job beside the name (``김철수 기자``)?
    """
    if any(c.isupper() or c.islower() for c in text):
        return False
    return openers().match(text) is not None or not known()["roles"].isdisjoint(text.split())


def _is_named(name: str, named_people: bool) -> bool:
    """Is this the name of a person, by its shape or because it is said to be one?"""
    if agency_named(name) is not None:
        return False
    if is_person(name):
        return not (is_furniture(name) or _ends_with(name, "roles", "companies"))
    return named_people and all(map(is_first_name, name.split()))


def _ends_with(name: str, *kinds: str) -> bool:
    last = name.split()[-1].casefold()
    return any(last in known()[kind] for kind in kinds)


def names_in(text: str) -> list[str]:
    """The parts of a byline that may be names, before its date if any stand there, else behind."""
    return next((names for part in _undated(text) if (names := _parts(part))), [])


def whole_of(text: str) -> str:
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
    opener = openers().match(text) or inner_opener().search(text, 0, _SHORT)
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
    lexicon = known()

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
    lexicon = known()
    small = [word for word in name.split() if word[0].islower() and word not in PARTICLES]
    return (
        1 < len(name) <= _LONGEST_NAME
        and len(words) <= _MOST_WORDS
        and name.casefold() not in lexicon["placeholders"]
        and not lexicon["companies"].intersection(words)
        and any(c.isalpha() for c in name)
        and not (len(words) > 1 and name.islower())  # which is said of no script without case
        and len(small) <= _SMALL
        and not _HOST.fullmatch(name)
        and not inner_opener().search(f"{name} ")
        and not name.startswith(("+", "#", "..."))
    )


def is_desk(name: str) -> bool:
    """Is this what a desk calls itself: "The Weather Team", "Courier Newsroom"?"""
    words = name.casefold().split()
    return (
        len(words) <= _MOST_WORDS
        and not known()["collectives"].isdisjoint(words)
        and name.removeprefix("the ")[0].isupper()
    )


def is_furniture(name: str) -> bool:
    """Is one of the words of no name: "Recent Posts", "Full Bio"?"""
    words = name.casefold().split()
    return not known()["never"].isdisjoint(words) or words[-1].endswith(_endings())


@cache
def _endings() -> tuple[str, ...]:
    return tuple(toml("bylines")["endings"])


@cache
def known() -> dict[str, frozenset[str]]:
    """The words that stand around names, by what they are."""
    lexicon = toml("bylines")
    return {name: frozenset(entries) for name, entries in lexicon.items() if name != "openers"}


def is_first_name(name: str) -> bool:
    """May one word be a name: a capital, no placeholder, no desk?"""
    lexicon = known()
    return (
        all(c.isalpha() or category(c) in _MARKS for c in name)
        and not name[0].islower()
        and (not name.isupper() or len(name) == 1)
        and name.casefold() not in lexicon["placeholders"] | lexicon["collectives"]
    )


@cache
def _never_names() -> frozenset[str]:
    lexicon = known()
    openers = frozenset(_opening(None))
    return openers | lexicon["labels"] | lexicon["furniture"] | {"and", "und", "et", "y"}


@cache
def openers(language: str | None = None) -> re.Pattern[str]:
    """What opens a byline in ``language``, or in any, with what parts it from the names."""
    listed = _listed(_opening(language)) or "(?!)"
    labels = _listed(toml("bylines")["labels"])
    return re.compile(
        rf"\s*(?:(?:{listed})(?:\s*[:：]\s*|\s+|$)|(?:{labels})(?:\s*[:：]\s*|$))", re.IGNORECASE
    )


@cache
def inner_opener() -> re.Pattern[str]:
    """What opens a byline behind a date, a time or a mark."""
    return re.compile(
        rf"(?:\d[\s,]*(?:[ap]\.?m\.?|uhr)?|[|·•–—])\s*(?:{_listed(_opening(None))})\s+", re.I
    )


def _opening(language: str | None) -> list[str]:
    words: dict[str, list[str]] = toml("bylines")["openers"]
    if language:
        return words.get(language, [])
    return list(dict.fromkeys(word for listed in words.values() for word in listed))


def _listed(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def _stops() -> re.Pattern[str]:
    stops = sorted(map(re.escape, toml("bylines")["stops"]), key=len, reverse=True)
    return re.compile(rf"\b\d+\s*min|(?<!\w)(?:{'|'.join(stops)})(?!\w)", re.IGNORECASE)
