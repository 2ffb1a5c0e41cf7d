"""Noun phrases around a verb: where one begins and ends.

No parser: a phrase is followed outward from the verb until a word that cannot belong to it.
All positions are units of a paragraph, ranges half-open.
"""

from __future__ import annotations

from pipeline.annotate.tags import (
    ADVERB,
    CALENDAR,
    DETERMINER,
    FINITE,
    NAME,
    OCCASION,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    SUBJECT,
    SUBORDINATOR,
    TIME,
)
from pipeline.annotate.units import QUOTE, Units
from pipeline.lexicon.load import words as lexicon

LINKS = frozenset({"of", "for", "at", "in", "from", "with", "to", "on", "against", "by", "about"})
ARTICLES = frozenset({"the", "a", "an"})
# Before a verb these lead to a part of its subject: "observers around the country said".
WITHIN = LINKS | {
    "around",
    "across",
    "inside",
    "near",
    "outside",
    "within",
    "behind",
    "among",
    "over",
}
GENITIVE = frozenset({"'s", "’s"})
LIMIT = 30  # units a phrase may have


def phrase_before(units: Units, end: int, low: int) -> int:
    """The first unit of the noun phrase that ends before ``end``; ``end`` if there is none."""
    words, tags = units.low, units.tag
    at = end
    stop = max(low, end - LIMIT)
    determined = False
    while at > stop:
        before = at - 1
        word, bits = words[before], tags[before]
        if word == QUOTE:
            break
        if word == ")":
            opening = opening_before(units, before, stop)
            if opening is None:
                break
            if at == end:
                end = opening
            at = opening
            continue
        if word in ("and", "&"):
            parts = at < end and (words[at] in WITHIN or _joins(units, before, low))
            if parts and before - 1 >= low:
                at, determined = before, False
                continue
            break
        if bits & PUNCTUATION or word == "or":
            break
        if bits & SUBJECT and not (word == "one" and at < end):  # "one doctor"
            return before if at == end else _trimmed(units, at, end)
        if bits & SUBORDINATOR and word not in ("including", "like"):
            break
        if word in WITHIN:
            joined = before - 1 >= low and words[before - 1] == "and"
            if at == end or before - 1 < low or not (joined or nounish(units, before - 1)):
                break
            at, determined = before, False
            continue
        if bits & TIME and not (at < end and words[at] in GENITIVE):
            break
        if determined and word not in ("all", "both", "half", "such"):
            break
        if bits & FINITE or (bits & ADVERB and not bits & DETERMINER):
            break
        if (
            word in ARTICLES
            or bits & POSSESSIVE
            or (bits & DETERMINER and not tags[at if at < end else before] & NAME)
        ):
            determined = True
        at = before
    return _trimmed(units, at, end)


def _trimmed(units: Units, at: int, end: int) -> int:
    while at < end and (units.low[at] in GENITIVE or units.low[at] in ("-", "&", *LINKS)):
        at += 1
    return at


def phrase_after(units: Units, start: int, high: int) -> int:
    """The end of the noun phrase that begins at ``start``; ``start`` if there is none."""
    words, tags = units.low, units.tag
    at = start
    named = False
    while at < min(high, start + LIMIT):
        word, bits = words[at], tags[at]
        if word == QUOTE:
            break
        if bits & SUBJECT or word in ("him", "her", "them", "me", "us"):
            alone = word != "one" or at + 1 >= high or not nounish(units, at + 1)
            if at == start and word != "her" and alone:
                return at + 1
            if word not in ("her", "one"):
                break
        if word == "(":
            closing = next((k for k in range(at, min(high, at + 8)) if words[k] == ")"), None)
            if closing is None or at == start:
                break
            at = closing + 1
            continue
        if word in ("and", "&"):
            if at == start or at + 1 >= high or not tags[at + 1] & NAME:
                break
        elif bits & (PUNCTUATION | SUBORDINATOR):
            break
        elif word in LINKS:
            if at == start or word in ("in", "on", "by", "to", "about", "against"):
                break
            if named and word not in ("of", "for", "from", "at"):
                break
            if at + 1 < high and (tags[at + 1] & TIME or _occasion_ahead(units, at + 1, high)):
                break
        elif bits & (PREPOSITION | FINITE) or (at > start and _ends_phrase(word, bits)):
            break
        named = bool(bits & NAME)
        at += 1
    while at > start and (words[at - 1] in LINKS or words[at - 1] in ("and", "the", "a", "an")):
        at -= 1
    return at


def _ends_phrase(word: str, bits: int) -> bool:
    """Whether an adverb or an expression of time begins: "last week", "Monday", "again"."""
    if bits & TIME:
        return bool(bits & CALENDAR) or word in lexicon("english", "time_openers")
    return bool(bits & ADVERB)


def opening_before(units: Units, at: int, low: int) -> int | None:
    """The bracket that the one at ``at`` closes."""
    return next((k for k in range(at, low - 1, -1) if units.low[k] == "("), None)


def nounish(units: Units, at: int) -> bool:
    """Whether a noun may stand at ``at``."""
    word, bits = units.low[at], units.tag[at]
    if word == ")":
        return True
    return word[0].isalnum() and not bits & (SUBORDINATOR | PREPOSITION | FINITE)


def _joins(units: Units, at: int, low: int) -> bool:
    """Whether the "and" joins two names or nouns that form one subject."""
    if at - 1 < low or not nounish(units, at - 1):
        return False
    both = units.tag[at - 1] & NAME and units.tag[at + 1] & NAME
    start = phrase_before(units, at, low)
    before = units.low[start - 1] if start > low else ""
    clean = before in ("", ",", ";", "—", QUOTE) or bool(units.tag[start - 1] & SUBORDINATOR)
    return clean and start < at and bool(both or units.low[at - 1].endswith("s"))


def _occasion_ahead(units: Units, at: int, high: int) -> bool:
    return any(
        units.tag[k] & OCCASION and not units.tag[k] & NAME for k in range(at, min(high, at + 3))
    )
