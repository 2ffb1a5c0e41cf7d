"""Noun phrases around a verb: where a subject begins and ends, and what is said beside it.

No parser: a phrase is followed outward from the verb until a word that cannot belong to it.
All positions are units of a paragraph, ranges half-open.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.annotate.lexicon import english, verb_forms
from pipeline.annotate.units import QUOTE, Units

LINKS = frozenset({"of", "for", "at", "in", "from", "with", "to", "on", "against", "by", "about"})
PUNCTUATION = frozenset(",;:()[]—–-―.!?…/") | {"--", "...", "…"}
BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "am", "'s", "’s", "'re", "’re"})
SUBJECT_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "you", "who", "one"})
LIMIT = 30  # units a phrase may have


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase ``[start, end)`` and, where there is one, the appositive beside it."""

    start: int
    end: int
    apposition: tuple[int, int] | None = None


def is_name(units: Units, at: int) -> bool:
    """Whether the unit is written with a capital (or an initial)."""
    return units.raw[at][0].isupper() and units.quote[at] < 0


def is_verb(units: Units, at: int) -> bool:
    """Whether the unit is surely a finite verb: an auxiliary or a past form of reporting."""
    low = units.low[at]
    if low in english("auxiliaries"):
        return low not in ("'s", "’s")
    if units.raw[at][0].isupper():
        return False
    return any(form.tense == "past" for form in verb_forms().get(low, ()))


def phrase_before(units: Units, end: int, low: int) -> int:
    """The first unit of the noun phrase that ends before ``end``; ``end`` if there is none."""
    words, raw = units.low, units.raw
    at = end
    stop = max(low, end - LIMIT)
    determined = False
    while at > stop:
        before = at - 1
        word = words[before]
        if word == QUOTE:
            break
        if word == ")" and at == end:
            opening = _opening(units, before, stop)
            if opening is None:
                break
            at = opening
            end = opening
            continue
        if word in PUNCTUATION or word in ("and", "or", "&"):
            if word in ("and", "&") and at < end and _joins(units, before, low):
                at = before
                determined = False
                continue
            break
        if word in SUBJECT_PRONOUNS:
            if at == end:
                return before
            break
        if word in english("subordinators") and word not in ("including", "like"):
            break
        if word in LINKS:
            if at == end or before - 1 < low or not _nounish(units, before - 1):
                break
            determined = False
            at = before
            continue
        if word in english("time_words") and not (at < end and words[at] in ("'s", "’s")):
            break
        if determined and word not in ("all", "both", "half", "such"):
            break
        if is_verb(units, before) or (word in english("adverbs") and not is_name(units, before)):
            break
        if (
            word in english("determiners") and not is_name(units, at if at < end else before)
        ) or word in ("the", "a", "an", "his", "her", "their", "its", "our", "my"):
            determined = True
        at = before
    while at < end and (words[at] in ("'s", "’s", "-", "&") or words[at] in LINKS):
        at += 1
    del raw
    return at


def phrase_after(units: Units, start: int, high: int) -> int:
    """The end of the noun phrase that begins at ``start``; ``start`` if there is none."""
    words = units.low
    at = start
    named = False
    while at < min(high, start + LIMIT):
        word = words[at]
        if word == QUOTE:
            break
        if word in SUBJECT_PRONOUNS or word in ("him", "her", "them", "me", "us"):
            if at == start and word != "her":
                return at + 1
            if word != "her":
                break
        if word == "(":
            closing = next((k for k in range(at, min(high, at + 8)) if words[k] == ")"), None)
            if closing is None or at == start:
                break
            at = closing + 1
            continue
        if word in PUNCTUATION or word in english("subordinators"):
            break
        if word in ("and", "&"):
            if at == start or at + 1 >= high or not is_name(units, at + 1):
                break
        elif word in LINKS:
            if (
                at == start
                or word in ("in", "on", "by", "to", "about", "against")
                or (named and word not in ("of", "for", "from", "at"))
            ):
                break
            if at + 1 < high and (
                words[at + 1] in english("time_words") or _occasion_ahead(units, at + 1, high)
            ):
                break
        elif (
            word in english("prepositions")
            or (
                word in english("time_words")
                and at > start
                and (
                    is_name(units, at)
                    or word
                    in ("earlier", "last", "later", "this", "today", "yesterday", "then", "now")
                )
            )
            or is_verb(units, at)
            or (word in english("adverbs") and at > start and not is_name(units, at))
        ):
            break
        named = is_name(units, at)
        at += 1
    while at > start and words[at - 1] in LINKS | {"and", "the", "a", "an"}:
        at -= 1
    return at


def apposition_like(units: Units, start: int, end: int) -> bool:
    """Whether ``[start, end)`` between commas says who somebody is."""
    if start >= end:
        return False
    word, words = units.low[start], units.low[start:end]
    if word in (
        "who",
        "whose",
        "which",
        "now",
        "then",
        "formerly",
        "himself",
        "herself",
        "also",
        "both",
    ):
        return True
    if word in english("determiners") or word in ("part", "one"):
        return True
    if word[0].isdigit() and len(words) <= 4:
        return True
    roles = english("roles")
    if any(w in roles or w.removesuffix("s") in roles for w in words[:8]):
        return True
    if word in (
        "speaking",
        "referring",
        "writing",
        "citing",
        "like",
        "unlike",
        "along",
        "joined",
        "asked",
        "sitting",
        "standing",
        "appearing",
    ):
        return True
    return (
        is_name(units, start)
        and len(words) <= 2
        and words[0] in ("d", "r", "d-n.y.", "jr", "jr.", "sr.", "r-ky.")
    )


def adverbial_like(units: Units, start: int, end: int) -> bool:
    """Whether ``[start, end)`` between commas says when, where or how."""
    if start >= end:
        return False
    word = units.low[start]
    if word in (
        "too",
        "though",
        "however",
        "meanwhile",
        "instead",
        "in",
        "on",
        "at",
        "during",
        "for",
    ):
        return True
    return (
        word in english("prepositions")
        or word in english("adverbs")
        or word in english("time_words")
        or word in ("while", "when", "after", "before", "as")
    )


def subject_before(units: Units, end: int, low: int) -> Phrase | None:
    """The subject whose verb (with its auxiliaries) begins at ``end``."""
    words = units.low
    at = end - 1
    if at < low:
        return None
    # "Quill on Tuesday said": what stands between subject and verb
    back = _skip_back(units, end, low)
    if back > low and words[back - 1] not in PUNCTUATION and words[back - 1] != QUOTE:
        start = phrase_before(units, back, low)
        if start < back:
            return _with_head(units, start, back, low)
    if words[at] not in (",", "—", "–", "--", ")", "―"):
        return None
    mark = words[at]
    comma = at
    for _ in range(5):
        earlier = _previous(units, comma, low, mark)
        if earlier is None:
            return None
        comma = earlier
        if not (apposition_like(units, comma + 1, at) or adverbial_like(units, comma + 1, at)):
            continue
        start = phrase_before(units, comma, low)
        if start >= comma or words[start] in english("prepositions"):
            continue
        head = _with_head(units, start, comma, low)
        if head.apposition is None and apposition_like(units, comma + 1, at):
            return Phrase(head.start, head.end, (comma + 1, at))
        return head
    return None


def subject_after(units: Units, start: int, high: int) -> Phrase | None:
    """The subject that follows an inverted verb: ``said Ada Quill, head of the Board``."""
    end = phrase_after(units, start, high)
    if end == start:
        return None
    if end < high and units.low[end] == ",":
        stop = end + 1
        depth = 0
        while stop < high and (units.low[stop] not in (",", ";", ".", "—", "–") or depth):
            stop += 1
        if apposition_like(units, end + 1, stop):
            more = stop
            return Phrase(start, end, (end + 1, more))
    return Phrase(start, end)


def _with_head(units: Units, start: int, end: int, low: int) -> Phrase:
    """Prefer the name before a comma: "Ada Quill, a spokeswoman | , said"."""
    if start - 1 > low and units.low[start - 1] == "," and apposition_like(units, start, end):
        name = phrase_before(units, start - 1, low)
        if (
            name < start - 1
            and is_name(units, start - 2)
            and not is_verb_between(units, name, start - 1)
        ):
            return Phrase(name, start - 1, (start, end))
    return Phrase(start, end)


def is_verb_between(units: Units, start: int, end: int) -> bool:
    """Whether a finite verb stands in the range."""
    return any(is_verb(units, at) for at in range(start, end))


def _skip_back(units: Units, end: int, low: int) -> int:
    """Step back over "on Tuesday", "in a statement", "last week" before a verb."""
    words = units.low
    at = end
    while at > low:
        if words[at - 1] in english("time_words"):
            at -= 1
            if at > low and words[at - 1] in ("on", "in", "the", "this", "late", "early"):
                at -= 1
            continue
        break
    if at > low and words[at - 1] in english("occasions"):
        for back in range(at - 2, max(low, at - 8), -1):
            if words[back] in ("in", "at", "on", "during", "via"):
                return back
    return at


def _previous(units: Units, before: int, low: int, mark: str) -> int | None:
    for at in range(before - 1, low, -1):
        if units.low[at] == mark:
            return at
        if units.low[at] == QUOTE and mark == ",":
            return None
    return None


def _opening(units: Units, at: int, low: int) -> int | None:
    for k in range(at, low, -1):
        if units.low[k] == "(":
            return k
    return None


def _nounish(units: Units, at: int) -> bool:
    word = units.low[at]
    return (
        word[0].isalnum()
        and word not in english("subordinators")
        and word not in english("prepositions")
        and not is_verb(units, at)
    )


def _joins(units: Units, at: int, low: int) -> bool:
    """Whether the "and" joins two names or nouns that form one subject."""
    if at - 1 < low or not _nounish(units, at - 1):
        return False
    both = is_name(units, at - 1) and is_name(units, at + 1)
    start = phrase_before(units, at, low)
    clean = (
        start == low
        or units.low[start - 1] in (",", "that", ";", "—")
        or units.low[start - 1] == QUOTE
    )
    return clean and start < at and (both or units.low[at - 1].endswith("s"))


def _occasion_ahead(units: Units, at: int, high: int) -> bool:
    return any(units.low[k] in english("occasions") for k in range(at, min(high, at + 3)))
