"""Lists of those who made an article: "Ana Feliz in Lorne, Kofi Brandt and The Canadian Press"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pipeline.extract.agencies import agency_named, ways_to_write_agencies
from pipeline.extract.names import PARTICLES, is_person, name_case
from pipeline.lexicon import load


@dataclass(frozen=True, slots=True)
class Contributors:
    """Who a list names, in order; ``generic`` holds what is nobody's name ("staff", "agencies")."""

    people: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()


def read_contributors(text: str) -> Contributors | None:
    """Read ``text`` as a list of names and nothing else; None when any part of it is not one.

    >>> found = read_contributors("Ana Feliz in Port Lorne, Kofi Brandt and the AP")
    >>> found.people, found.agencies
    (('Ana Feliz', 'Kofi Brandt'), ('The Associated Press',))
    >>> read_contributors("two ministries still missing, the inquiry was adjourned") is None
    True
    """
    text = text.strip(" .;:,()[]–—-")
    if not 2 <= len(text) <= 300 or names_end(text) < len(text):
        return None
    found = _Found([], [], [], [])
    for part in _BETWEEN.split(text):
        part = part.strip(" .()[]")
        if part and not _read_part(part, found):
            return None
    lists = (tuple(dict.fromkeys(names)) for names in found)
    return Contributors(*lists) if any(found) else None


def names_end(text: str) -> int:
    """Where the first word stands that no list of contributors holds, ``len(text)`` for none.

    Most lines are sentences, and this tells them long before a list is read part by part.

    >>> text = "Ana Feliz in Lorne contributed to this report."
    >>> text[: names_end(text)]
    'Ana Feliz in Lorne '
    """
    known = _small_words()
    for word in _SMALL_WORD.finditer(text):
        bare = word[0]
        if bare[0].islower() and bare.casefold() not in known and bare[:2] != "al":  # begins names
            # anything may stand behind "special to"
            return word.start() if "special to " not in text.casefold() else len(text)
    return len(text)


_SMALL_WORD = re.compile(r"(?<!\S)[^\W\d_A-Z][^\W\d_]*(?=[.,;:]*(?:\s|\Z))")


_MOST_WORDS = 9  # of a name with a role, an outlet and a place: longer parts are prose


class _Found(NamedTuple):
    people: list[str]
    agencies: list[str]
    outlets: list[str]
    generic: list[str]


_BETWEEN = re.compile(
    r"\s*[;/|•·]\s*|,\s*(?:(?:and|und|et|y|e|og|och|en|&)\s+)?|\s+(?:and|und|et|y|e|og|och|en|&|with|mit|avec)\s+|\s+[-–—]\s+|[()]"
)
_PLACE = re.compile(
    r"\s+(?:in|from|at|of|[Ff]or|with|aus|à|en|de|em|i)\s+(?:the\s+)?(?=[^\W\d_a-z])(?P<where>.+)$"
)


_TITLE = re.compile(r"^(?:Dr|Prof|Mr|Mrs|Ms)\.?\s+(?=[^\W\d_a-z])")


def _read_part(part: str, found: _Found) -> bool:
    """Sort one part of the list; False when it is no name."""
    if part.count(" ") > _MOST_WORDS:
        return False
    agency = agency_named(part)
    if agency:
        found.agencies.append(agency)
        return True
    part = _TITLE.sub("", part)
    folded = part.casefold().removeprefix("the ")
    if folded.startswith("special to ") or folded in _generic() or is_role(folded):
        found.generic.append(part)
        return True
    if found.people and folded.partition(" ")[0] in _jobs():  # "Projektleiterin der Stiftung"
        found.generic.append(part)
        return True
    if is_person(part):
        found.people.append(name_case(part))
        return True
    if _of_an_outlet(part, found):
        return True
    place = _PLACE.search(part)
    if place and _is_capitalised(place["where"]):
        outlet = agency_named(place["where"])
        if outlet:
            found.agencies.append(outlet)
        return _read_part(part[: place.start()], found)
    if _is_capitalised(part) and len(part.split()) <= 6 and not part.isdigit():
        found.outlets.append(part.removeprefix("the "))
        return True
    return False


def _of_an_outlet(part: str, found: _Found) -> bool:
    """``AP Sports Writer Ada Moen``, ``Reuters staff``, ``Bloomberg's Ada Moen``."""
    words = part.split()
    for cut in range(2, min(len(words), 6)):  # "ADA MOEN Associated Press", "Ada Moen Staff Writer"
        name, rest = " ".join(words[:cut]), " ".join(words[cut:])
        agency = agency_named(rest)
        if is_person(name) and (agency or is_role(rest)):
            found.people.append(name_case(name))
            found.agencies.extend([agency] if agency else [])
            return True
    for cut in range(min(len(words), 5)):
        outlet, rest = " ".join(words[:cut]), " ".join(words[cut:])
        agency = agency_named(outlet)
        possessive = re.fullmatch(r"(?P<outlet>.+?)(?:['’]s|(?<=s)['’])", outlet)
        behind = _behind_role(rest) or (rest if possessive and is_person(rest) else None)
        if possessive and behind:
            agency = agency_named(possessive["outlet"])
            if not agency and _is_capitalised(outlet):
                found.outlets.append(possessive["outlet"])
        elif (outlet and not agency) or not (behind or is_role(rest)):
            continue
        if agency:
            found.agencies.append(agency)
        if behind:
            found.people.append(name_case(behind))
        return True
    return False


def is_role(words: str) -> bool:
    """Whether ``words`` are what a journalist is called ("Staff Writer"), plural or not.

    >>> is_role("Senior Reporters"), is_role("Mayor")
    (True, False)
    """
    folded = words.casefold().strip(" .,")
    return folded in _roles() or folded.removesuffix("s") in _roles()


def _behind_role(words: str) -> str | None:
    """The person behind a role: "writers Ada Moen" gives "Ada Moen"."""
    parts = words.split()
    for cut in range(1, min(len(parts), 5)):
        name = " ".join(parts[cut:])
        if is_role(" ".join(parts[:cut])) and is_person(name):
            return name
    return None


def _is_capitalised(words: str) -> bool:
    return all(
        w[0].isupper() or w[0].isdigit() or w in PARTICLES or w in _SMALL for w in words.split()
    )


_SMALL = frozenset({"the", "of", "for", "and", "&"})


@cache
def _roles() -> frozenset[str]:
    return frozenset(r for roles in load.toml("journalists")["roles"].values() for r in roles)


@cache
def _jobs() -> frozenset[str]:
    return frozenset(load.toml("bylines")["roles"])


# What joins a list, or stands before a place, in the patterns above.
_JOINING = """and und et y e og och en with mit avec in from at of for aus à de em i the la der
special to photo photos pictures images image foto file"""


@cache
def _small_words() -> frozenset[str]:
    """Every word that a part of a list may have in small letters."""
    entries = (*ways_to_write_agencies(), *_roles(), *_generic(), *PARTICLES, *_SMALL)
    words = {word for entry in entries for word in _WORD.findall(entry.casefold())}
    return frozenset((*words, *(f"{word}s" for word in words), *_JOINING.split()))


_WORD = re.compile(r"[^\W\d_]+")


@cache
def _generic() -> frozenset[str]:
    return frozenset(load.toml("wire")["generic"])
