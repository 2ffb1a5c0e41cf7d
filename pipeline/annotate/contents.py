"""What is said: the clause or quotation after a verb of reporting, or before its subject."""

from __future__ import annotations

from pipeline.annotate.phrases import phrase_after
from pipeline.annotate.tags import (
    ADVERB,
    AUXILIARY,
    CALENDAR,
    DASH,
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
    VERBAL,
)
from pipeline.annotate.units import QUOTE, Units
from pipeline.annotate.verbs import Verb
from pipeline.lexicon.load import words as lexicon

Range = tuple[int, int]


def content_after(units: Units, start: int, end: int, verb: Verb) -> Range | None:
    """The content that begins at or after ``start``, hearer and adverbials skipped."""
    words = units.low
    at = skip_hearer(units, start, end, verb)
    if at > start and words[at - 1] == "to" and verb.takes("urge", "infinitive"):
        return (at, content_end(units, at, end)) if at < end else None
    explicit = False
    while at < end:
        word = words[at]
        if word == QUOTE:
            break
        if word == "that":
            at, explicit = at + 1, True
            if at < end and words[at] == ",":  # "that, for now, ..."
                closing = _next(units, ",", at + 1, at + 12, end)
                at = closing + 1 if closing is not None else at
            break
        if word == ":":
            at, explicit = at + 1, True
            break
        if word == "," or units.tag[at] & DASH:
            following = words[at + 1] if at + 1 < end else ""
            if following in (QUOTE, "that"):
                at += 1
                continue
            # "said, however, that", "said, referring to X, 'C'"
            closing = _next(units, word, at + 1, at + 20, end)
            if closing is None or closing + 1 >= end or words[closing + 1] not in (QUOTE, "that"):
                return None
            at = closing + 1
            continue
        stepped = _adverbial(units, at, end)
        if stepped == at:
            break
        at = stepped
    if at >= end:
        return None
    if not explicit and words[at] != QUOTE and not _may_begin(units, at, end, verb):
        return None
    return at, content_end(units, at, end)


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


def _may_begin(units: Units, at: int, end: int, verb: Verb) -> bool:
    """Whether a clause (or, for verbs that take one, a noun phrase) begins at ``at``."""
    word = units.low[at]
    if word in lexicon("english", "no_content"):
        return word == "of" and verb.takes("object")
    if verb.takes("object", "judge"):
        return end - at >= 2
    if not verb.takes("report", "show", "ask", "tell"):
        return False
    if word in lexicon("english", "clause_openers"):
        return True
    if units.tag[at] & PREPOSITION and word not in ("after", "before", "despite", "without"):
        # "said at a rally" tells where; "said in March it would" goes on with a subject
        return clause_like(units, at, end) and _subject_inside(units, at, end)
    return clause_like(units, at, end)


def _subject_inside(units: Units, at: int, end: int) -> bool:
    return any(units.tag[k] & (SUBJECT | POSSESSIVE) for k in range(at, min(end, at + 12)))


def content_end(units: Units, start: int, end: int) -> int:
    """Where the content ends: at the sentence's end, or where the writer speaks again."""
    words = units.low
    if words[start] == QUOTE:
        after = start + 1
        if after >= end or words[after] in lexicon("english", "after_quotation"):
            return after
        if units.tag[after] & PUNCTUATION and words[after] not in (".", "!", "?"):
            return after
    for at in range(start + 1, end):
        if words[at] == ";":
            return at
        if words[at] == "according" and words[at + 1 : at + 2] == ["to"]:
            return at - (words[at - 1] == ",")
    return end


def content_before(units: Units, stop: int, low: int) -> Range | None:
    """The content before the subject: a quotation, or a clause up to the comma."""
    words = units.low
    at = stop
    if at > low and (words[at - 1] == "," or units.tag[at - 1] & DASH):
        at -= 1
    elif at > low and words[at - 1] != QUOTE:
        return None
    if at <= low:
        return None
    start = low
    if words[at - 1] == QUOTE:
        if at - 1 > low and words[at - 2] in (",", ":", ".", "!", "?", "—", QUOTE):
            start = at - 1
        while start < at and words[start] in ("and", "but", ",", "—"):
            start += 1
        return start, at
    if words[start] in ("and", "but", "so", "yet"):
        start += 1
    first = words[start]
    if units.tag[start] & PREPOSITION or first in lexicon("english", "clause_before"):
        inner = _next(units, ",", start, at, at)
        opens = first in ("if", "when", "because", "since", "in", "for", "at", "with", "from", "by")
        if (inner is None or not clause_like(units, inner + 1, at)) and not (
            opens and clause_like(units, start, at) and at - start > 6
        ):
            return None
    if not clause_like(units, start, at):
        return None
    return start, at


def clause_like(units: Units, start: int, end: int) -> bool:
    """Whether the range holds a finite verb, as far as its words show, or a quotation."""
    if start < end and units.low[start] == QUOTE:
        return True
    for at in range(start + 1, end):
        word, bits = units.low[at], units.tag[at]
        if bits & (FINITE | AUXILIARY | VERBAL) or word == QUOTE:
            return True
        if len(word) > 3 and word.endswith(("ed", "s")) and not bits & NAME:
            return True
    return end - start >= 2 and bool(units.tag[start] & SUBJECT)


def next_quotation(units: Units, at: int, end: int) -> int | None:
    """A quotation that takes up the one before: ``," said X, "``; adverbials may stand between."""
    for k in range(at, min(end, at + 15)):
        if units.low[k] == QUOTE:
            return k if units.low[k - 1] in (",", ":", "—") else None
        if units.tag[k] & FINITE:
            return None
    return None


def _next(units: Units, word: str, at: int, stop: int, end: int) -> int | None:
    return next((k for k in range(at, min(end, stop)) if units.low[k] == word), None)


def _adverbial(units: Units, at: int, end: int) -> int:
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
            )
            if not goes_on:
                return at + 1
        elif not bits & (DETERMINER | PREPOSITION):
            noun = True
        at += 1
    return at
