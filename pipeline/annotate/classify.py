"""Person, organisation or place: by a name's own words, then by the words beside it.

The answer is a kind and whether it is sure; a kind of None means no name of the three.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from pipeline.annotate.gazetteer import (
    family_first,
    given_names,
    is_medium,
    organisations,
    part_words,
    places,
)
from pipeline.annotate.name import ORGANISATION, PERSON, PLACE, Name
from pipeline.annotate.shapes import has_initials, is_camel, is_derived, is_product
from pipeline.annotate.verb_forms import verb_forms
from pipeline.lexicon.load import words

Kind = tuple[str | None, bool]

NO_NAME: Kind = (None, True)
_WITHIN = frozenset({"in", "near", "outside", "across", "downtown"})
_NEXT = re.compile(r"[ \u00a0]*(['’]s|[\w’'-]+)?")
_REGION = re.compile(r", ([A-Z][\w.]+(?: [A-Z][\w.]+)?)")
_PLACE_OF = re.compile(r"(\w+) of \Z")
_INVESTED = re.compile(r"(\w+) in (?:the )?\Z")
_AGE = re.compile(r", \d{1,3}(?:,|\.| )")
_PARTY = re.compile(r" \((?:[DRI]|Ind|Lab|Con|SNP|LD)(?:[-–.,)])")
_PARTY_AND_STATE = re.compile(r"[DRI]-[A-Z][\w.]*")
_APPOSITIVE = re.compile(
    r", (?:(?:a|an|the|his|her|their|its|[\w’']+['’]s)\s)?((?:[\w’'-]+ ){0,4}[\w’'-]*)"
)
_VERB_BEHIND = re.compile(r" (?:also |later |then |has |had )?(\w+)")
_MIXED = frozenset(
    {"Sino", "Anglo", "Franco", "Russo", "Pan", "Non", "Anti", "Pro", "Indo", "Euro"}
)
# A sum or a serial number with a letter before it, a letter alone, a contraction
_NOT_A_WORD = re.compile(
    r"[A-Z]{0,3}\d[\d.,]*(?:bn|tn|mn|m|k)|[A-Z]{1,3}\d{4,}|[A-WYZ]|\w+['’](?:d|ll|ve|re|m)"
)


def settle_kind(name: Name, text: str, lower: frozenset[str]) -> None:
    """Give ``name`` the kind that it has by itself; ``lower``: the text's words without capital."""
    before = _word_before(text, name.start)
    kind = (
        _known(name, text, before)
        or _introduced(name, text, before)
        or _no_name(name, text, before)
        or _by_words(name)
        or _by_neighbours(name, text, before)
        or _by_shape(name, text, before, lower)
    )
    name.kind, name.sure = kind


def _known(name: Name, text: str, before: str) -> Kind | None:
    """What the gazetteer says of the whole name."""
    organisation = organisations().get(name.text)
    if organisation:
        name.canonical, name.media = organisation
        return ORGANISATION, True
    place = places().get(name.text)
    if place and (
        place.sure or before in words("english", "locatives") or _region_follows(text, name.end)
    ):
        name.canonical, name.country = place.name, place.country
        return PLACE, place.sure
    return None


def _introduced(name: Name, text: str, before: str) -> Kind | None:
    """``the journal X``, ``the coast of X``: a common noun before the name says what it is."""
    if before in words("english", "bodies") and name.words[0] not in words("english", "titles"):
        return ORGANISATION, True
    if before == "of" and (m := _PLACE_OF.search(text, max(0, name.start - 24), name.start)):
        return (PLACE, True) if m[1] in words("places", "kinds") else None
    return None


def _no_name(name: Name, text: str, before: str) -> Kind | None:
    """Brands, laws, awards, nationalities, months, words of common use."""
    first, last, count = name.words[0], name.words[-1], len(name.words)
    if (
        is_product(first)
        or first in words("english", "ships")
        or name.text in words("organisations", "not_names")
    ):
        return NO_NAME
    if last.lower() in words("english", "no_mentions") and not (
        count > 1 and has_head(name.words[:-1]) and last not in ("Act", "Day")
    ):
        return None if 1 < count < 4 and _person_beside(text, name.end, before, count) else NO_NAME
    if count > 1:
        return None
    if _NOT_A_WORD.fullmatch(first):
        return NO_NAME
    if text[name.start - 1 : name.start] == "(" and _PARTY.match(text, name.start - 2):
        return NO_NAME
    if is_demonym(first) or _calendar(first) or _PARTY_AND_STATE.fullmatch(first):
        return NO_NAME
    if first in part_words("suffixes") and text.startswith(", ", name.start - 2):
        return NO_NAME  # "Ada Quill, MD"
    return (None, False) if first.lower() in _plain_words() else None


@cache
def _plain_words() -> frozenset[str]:
    """Words that name nothing by themselves: common ones, titles, roles and their plurals."""
    roles = words("english", "roles")
    plurals = {role + "s" for role in roles}
    return words("english", "common") | words("english", "titles") | roles | plurals


def _by_words(name: Name) -> Kind | None:
    """What the name's own words show: Airport, Ministry, a given name, initials."""
    tokens = name.words
    first, last, count = tokens[0], tokens[-1], len(tokens)
    if count == 1:
        alone = first in words("organisations", "alone")
        return (ORGANISATION, True) if alone and has_head(tokens) else None
    if is_place_head(last) or (
        first in words("places", "first_heads") and first not in given_names()
    ):
        return PLACE, True
    if has_head(tokens):
        return ORGANISATION, True
    if organisations().get(first) or organisations().get(" ".join(tokens[:2])):
        return ORGANISATION, True
    if is_medium(last) and first not in given_names():
        return ORGANISATION, True
    if first in given_names() or has_initials(tokens) or last in part_words("suffixes"):
        return PERSON, True
    return None


def _by_neighbours(name: Name, text: str, before: str) -> Kind | None:
    """A role, an age, a party or a verb of saying beside the name."""
    count = len(name.words)
    if count > 4 or any(is_camel(token) for token in name.words):
        return None
    return (PERSON, count > 1) if _person_beside(text, name.end, before, count) else None


def _by_shape(name: Name, text: str, before: str, lower: frozenset[str]) -> Kind:
    """A guess that the rest of the article may change."""
    whole, first, count = name.text, name.words[0], len(name.words)
    if count == 1 and whole.isupper() and 2 <= len(whole.replace(".", "")) <= 6:
        return ORGANISATION, False
    if count == 2 and first in family_first() and not whole.isupper():
        return PERSON, False
    if count == 1 and name.initial:
        behind = _NEXT.match(text, name.end)
        following = (behind[1] or "") if behind else ""
        if whole.lower() in lower or not _subject_like(following) or is_derived(whole):
            return None, False
    if whole in places():
        return PLACE, False
    if count == 1 and before in _WITHIN and not _invested(text, name.start):
        return PLACE, False
    return ORGANISATION, False


def has_head(tokens: Sequence[str]) -> bool:
    """Whether one of the words is an organisation's: Ministry, Bank."""
    heads = words("organisations", "heads")
    return any(token in heads for token in tokens)


def is_place_head(token: str) -> bool:
    """Whether the word ends the name of a place: Airport, Street."""
    return token in words("places", "heads")


def is_demonym(word: str) -> bool:
    """``Chinese``, ``Germans``, ``Sino-Russian``."""
    demonyms = words("places", "demonyms")
    if word in demonyms or word.removesuffix("s") in demonyms:
        return True
    return "-" in word and all(part in demonyms or part in _MIXED for part in word.split("-"))


def _person_beside(text: str, end: int, before: str, count: int) -> bool:
    """Whether the words beside a name are those of a person: a role, an age, a party, "who"."""
    if before and (
        before in words("english", "roles") or before.rstrip(".") in words("english", "titles")
    ):
        return True
    if _AGE.match(text, end) or _PARTY.match(text, end):
        return True
    if text.startswith((", who ", " who ", ", whose "), end):
        return True
    if count == 1:
        return False
    behind = _APPOSITIVE.match(text, end)
    if behind and any(w.lower() in words("english", "roles") for w in behind[1].split()):
        return True
    verb = _VERB_BEHIND.match(text, end)
    return verb is not None and any(
        form.tense in ("past", "s") and "report" in form.classes
        for form in verb_forms().get(verb[1], ())
    )


def _subject_like(following: str) -> bool:
    """Whether the word after a sentence's first shows it to be a name: a possessive or a verb."""
    return following in words("english", "auxiliaries") or any(
        form.tense in ("past", "s") for form in verb_forms().get(following, ())
    )


def _invested(text: str, at: int) -> bool:
    m = _INVESTED.search(text, max(0, at - 30), at)
    return bool(m and m[1].lower() in words("english", "invested"))


def _word_before(text: str, at: int) -> str:
    """The word before a name in lower case, "the" and marks skipped."""
    before = text[max(0, at - 40) : at].rstrip('"“‘(').split("\n")[-1].split()
    if before and before[-1] == "the":
        before.pop()
    word = before[-1].rstrip(",").lower() if before else ""
    if word.endswith("."):  # "Mr. X", not the end of a sentence
        return word if word[:-1].capitalize() in words("english", "abbreviations") else ""
    return word if word[-1:].isalnum() else ""


def _region_follows(text: str, end: int) -> bool:
    """``Everett, Washington``: a comma and a place that surely is one."""
    m = _REGION.match(text, end)
    if not m:
        return False
    found = places().get(m[1]) or places().get(m[1].split(" ")[0])
    return bool(found and found.sure) or m[1].rstrip(".") in words("english", "abbreviations")


def _calendar(word: str) -> bool:
    return word.rstrip(".").lower().removesuffix("s") in words("english", "time_words")
