"""What stands between a verb of reporting and its content: a hearer, a day, "in a statement"."""

from __future__ import annotations

from pipeline.annotate.phrases import phrase_after
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
from pipeline.annotate.verbs import Verb
from pipeline.lexicon.load import words as lexicon


def skip_hearer(units: Units, at: int, end: int, verb: Verb) -> int:
    """Behind "reporters" of "told reporters", or behind the "to" of an infinitive."""
    words = units.low
    if verb.takes("tell", "urge"):
        hearer = phrase_after(units, at, end)
        if hearer > at and words[hearer : hearer + 1] == ["to"] and verb.takes("urge"):
            return hearer + 1
        if verb.takes("object") and not verb.takes("tell"):  # "urged talks"
            return at
        return hearer
    if words[at : at + 1] == ["to"] and at + 2 < end:
        if verb.takes("infinitive") and not units.tag[at + 1] & (DETERMINER | NAME):
            return at + 1
        hearer = phrase_after(units, at + 1, end)
        return hearer if hearer > at + 1 else at
    return at


def skip_adverbial(units: Units, at: int, end: int) -> int:
    """Step over one adverbial between verb and content: a day, "in a statement", "later"."""
    words, tags = units.low, units.tag
    word, bits = words[at], tags[at]
    timely = at + 1 < end and tags[at + 1] & TIME
    if bits & TIME or (bits & ADVERB and word not in ("all", "both", "each")):
        return at if word in ("this", "last", "next", "the") and not timely else at + 1
    if word in ("late", "early", "mid") and timely:
        return at + 1
    if word not in lexicon("english", "adverbial_openers"):
        return at
    stop = _phrase_end(units, at + 1, end)
    if stop == at + 1:
        return at
    if any(tags[k] & (OCCASION | TIME) for k in range(at + 1, stop)):
        return stop
    ahead = words[stop] if stop < end else ""
    if ahead == "that":  # "reported on data that shows"
        return stop if word in ("in", "at", "during", "via", "after", "before") else at
    if ahead in (",", ":", QUOTE, "") or tags[stop] & SUBJECT:
        return stop
    return at


def _phrase_end(units: Units, at: int, end: int) -> int:
    """The end of a prepositional phrase: before a new clause or a new phrase."""
    words, tags = units.low, units.tag
    start, noun = at, False
    while at < end:
        word, bits = words[at], tags[at]
        if word == QUOTE or bits & (PUNCTUATION | SUBJECT) or word in ("that", "and", "but"):
            break
        if bits & FINITE:
            # the last phrase was the subject of a clause, not a part of this one
            return at if at - start <= 1 else start
        if noun:
            starts = bits & (DETERMINER | POSSESSIVE) and not tags[at - 1] & PREPOSITION
            if starts or bits & (CALENDAR | SUBORDINATOR) or word == "there":
                break
            if bits & TIME and word in lexicon("english", "time_openers"):
                break
            if word in ("in", "on", "at", "during", "after", "before", "to"):
                break
        if bits & OCCASION:
            noun = True
            goes_on = at + 1 < end and (
                words[at + 1] in ("of", "with", "for", "to", "from", "on", "'s", "’s")
                or (bits & NAME and tags[at + 1] & NAME)
                or tags[at + 1] & OCCASION  # "a blog post"
            )
            if not goes_on:
                return at + 1
        elif not bits & (DETERMINER | PREPOSITION):
            noun = True
        at += 1
    return at
