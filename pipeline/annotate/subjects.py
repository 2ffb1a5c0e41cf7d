"""The subject beside a verb, and the appositive beside the subject: "Ada Quill, a baker, said"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.annotate.phrases import nounish, opening_before, phrase_after, phrase_before
from pipeline.annotate.tags import (
    ADVERB,
    DASH,
    DETERMINER,
    FINITE,
    NAME,
    OCCASION,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    ROLE,
    SUBORDINATOR,
    THING,
    TIME,
    VERBAL,
)
from pipeline.annotate.units import QUOTE, Units
from pipeline.lexicon.load import words

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase ``[start, end)`` and, where there is one, the appositive beside it.

    Of "the mayor, Ada Quill," the name is the phrase and the role its appositive.
    """

    start: int
    end: int
    apposition: tuple[int, int] | None = None

    @property
    def begin(self) -> int:
        """Where the phrase begins with its appositive."""
        return min(self.start, self.apposition[0]) if self.apposition else self.start

    @property
    def stop(self) -> int:
        """Where the phrase ends with its appositive."""
        return max(self.end, self.apposition[1]) if self.apposition else self.end


def subject_before(units: Units, end: int, low: int) -> Phrase | None:
    """The subject whose verb (with its auxiliaries) begins at ``end``."""
    if end - 1 < low:
        return None
    # "Quill on Tuesday said", "Rep. Quill (R-Utah) said"
    back = _skip_adverbials(units, end, low)
    if back > low and (units.low[back - 1] == ")" or not units.tag[back - 1] & PUNCTUATION):
        start = phrase_before(units, back, low)
        if start < back:
            return Phrase(start, back)
    mark = units.low[end - 1]
    if mark != "," and not units.tag[end - 1] & DASH:
        return None
    return _before_apposition(units, end - 1, low, mark)


def _before_apposition(units: Units, at: int, low: int, mark: str) -> Phrase | None:
    """The subject before an appositive or an aside that the mark at ``at`` closes."""
    comma = at
    for _ in range(5):
        earlier = _previous(units, comma, low, mark)
        if earlier is None:
            return None
        comma = earlier
        if _is_name(units, comma + 1, at):
            start = phrase_before(units, comma, low)
            if _tells_who(units, start, comma):
                return Phrase(comma + 1, at, (start, comma))
        apposition = apposition_like(units, comma + 1, at)
        if not (apposition or _aside_like(units, comma + 1, at)):
            continue
        start = phrase_before(units, comma, low)
        if start >= comma or units.tag[start] & PREPOSITION:
            continue
        role = _role_before(units, start, comma, low)
        if role is not None:
            return Phrase(start, comma, role)
        head = _with_head(units, start, comma, low)
        if head.apposition is None and apposition:
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
        while stop < high and units.low[stop] not in (",", ";", ".", "—", "–", QUOTE):
            stop += 1
        relative = units.low[end + 1 : end + 2] in (["who"], ["whose"], ["which"])
        clause = any(units.tag[k] & (FINITE | VERBAL) for k in range(end + 1, stop))
        if _is_name(units, end + 1, stop) and any(bits & ROLE for bits in units.tag[start:end]):
            return Phrase(end + 1, stop, (start, end))
        if (relative or not clause) and apposition_like(units, end + 1, stop):
            return Phrase(start, end, (end + 1, stop))
    return Phrase(start, end)


def _is_name(units: Units, start: int, end: int) -> bool:
    """Whether ``[start, end)`` is a person's name: two to five words with capitals."""
    if units.low[end - 1] == ")":
        opening = opening_before(units, end - 1, start)
        end = opening if opening is not None else end
    names = sum(bool(bits & NAME) for bits in units.tag[start:end])
    if not 2 <= end - start <= 6 or names < 2 or not units.tag[start] & NAME:
        return False
    return all(
        units.tag[k] & (NAME | SUBORDINATOR | PREPOSITION) or len(units.low[k]) < 4
        for k in range(start, end)
    ) and not any(units.tag[k] & (PUNCTUATION | DETERMINER) for k in range(start, end))


def first_subject(units: Units, low: int, high: int) -> Phrase | None:
    """The subject of the clause that begins at ``low``: the phrase before its first verb."""
    for at in range(low + 1, high):
        bits = units.tag[at]
        verb = bits & (FINITE | VERBAL) or (units.low[at].endswith("ed") and not bits & NAME)
        if verb:
            group = at
            while group > low and units.tag[group - 1] & (FINITE | ADVERB):
                group -= 1
            phrase = subject_before(units, group, low)
            if phrase is not None:
                return phrase
    start = low
    if units.tag[start] & PREPOSITION:
        comma = next((k for k in range(low, high) if units.low[k] == ","), None)
        if comma is None:
            return None
        start = comma + 1
    stop = phrase_after(units, start, high)
    return Phrase(start, stop) if stop > start else None


def apposition_like(units: Units, start: int, end: int) -> bool:
    """Whether ``[start, end)`` between commas says who somebody is."""
    if start >= end:
        return False
    word = units.low[start]
    if word in words("english", "apposition_openers") or units.tag[start] & DETERMINER:
        return True
    if word[0].isdigit() and end - start <= 4:
        return True
    if any(bits & ROLE for bits in units.tag[start : min(end, start + 8)]):
        return True
    if word.endswith("ed") or units.tag[start] & VERBAL:  # "a report, obtained by Reuters, says"
        return True
    # "D-Mass.", "R-Ky.", "Jr."
    return end - start <= 2 and (word[:2] in ("d-", "r-", "i-") or word.rstrip(".") in ("jr", "sr"))


def _aside_like(units: Units, start: int, end: int) -> bool:
    """Whether ``[start, end)`` between commas says when, where or how."""
    if start >= end:
        return False
    return units.low[start] in words("english", "aside_openers") or bool(
        units.tag[start] & (PREPOSITION | ADVERB | TIME)
    )


def _tells_who(units: Units, start: int, end: int) -> bool:
    """``the father``, ``the ferry's operator``, ``his girlfriend`` before a name."""
    if start >= end:
        return False
    return bool(units.tag[start] & POSSESSIVE) or any(
        bits & (ROLE | THING) for bits in units.tag[start:end]
    )


def _role_before(units: Units, start: int, end: int, low: int) -> tuple[int, int] | None:
    """``the father`` of ``the father, Wade Collins, 31, said``."""
    if start - 1 <= low or units.low[start - 1] != "," or not _is_name(units, start, end):
        return None
    first = phrase_before(units, start - 1, low)
    return (first, start - 1) if _tells_who(units, first, start - 1) else None


def _with_head(units: Units, start: int, end: int, low: int) -> Phrase:
    """Prefer the name before a comma: "Ada Quill, a spokeswoman | , said"."""
    if start - 1 > low and units.low[start - 1] == "," and apposition_like(units, start, end):
        name = phrase_before(units, start - 1, low)
        if (
            name < start - 1
            and units.tag[start - 2] & NAME
            and not any(units.tag[at] & FINITE for at in range(name, start - 1))
        ):
            return Phrase(name, start - 1, (start, end))
    return Phrase(start, end)


def _skip_adverbials(units: Units, end: int, low: int) -> int:
    """Step back over "on Tuesday", "in a statement", "last week" before a verb."""
    at = end
    while at > low and (units.tag[at - 1] & TIME or _YEAR.fullmatch(units.low[at - 1])):
        at -= 1
        if at > low and units.low[at - 1] in ("on", "in", "the", "this", "late", "early"):
            at -= 1
    while low < at < end and units.tag[at - 1] & ADVERB:
        at -= 1  # "just this month"
    if at > low and units.tag[at - 1] & OCCASION:
        for back in range(at - 2, max(low, at - 8), -1):
            if units.low[back] in ("in", "at", "on", "during", "via") and nounish(units, back - 1):
                return back
    return at


def _previous(units: Units, before: int, low: int, mark: str) -> int | None:
    for at in range(before - 1, low, -1):
        if units.low[at] == mark:
            return at
        if units.low[at] == QUOTE and mark == "," and units.raw[at][-1] in ",.?!":
            return None  # "'C,' S, a baker, said", unlike "S, who calls it 'C', said"
    return None
