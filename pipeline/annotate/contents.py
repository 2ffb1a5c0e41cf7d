"""What is said: the clause or quotation after a verb of reporting, or before its subject."""

from __future__ import annotations

from pipeline.annotate.adverbials import skip_adverbial, skip_hearer
from pipeline.annotate.subjects import Phrase, subject_after
from pipeline.annotate.tags import (
    ADVERB,
    AUXILIARY,
    DASH,
    DETERMINER,
    FINITE,
    NAME,
    POSSESSIVE,
    PREPOSITION,
    PUNCTUATION,
    SUBJECT,
    VERBAL,
)
from pipeline.annotate.units import QUOTE, Units
from pipeline.annotate.verbs import Verb
from pipeline.lexicon.load import words as lexicon

Range = tuple[int, int]


def content_after(units: Units, start: int, end: int, verb: Verb) -> Range | None:
    """The content that begins at or after ``start``, hearer and adverbials skipped."""
    words = units.low
    if verb.takes("urge") and words[start : start + 1] == ["not"]:  # "asked not to be named"
        return None
    at = skip_hearer(units, start, end, verb)
    if at > start and words[at - 1] == "to" and verb.takes("urge", "infinitive"):
        return (at, content_end(units, at, end)) if at < end else None
    explicit = False
    while at < end:
        word = words[at]
        if word == QUOTE:
            break
        if word == "as" and words[at + 1 : at + 2] == [QUOTE]:  # "described as 'C'"
            return at + 1, at + 2
        if word == "that":
            at, explicit = at + 1, True
            if at < end and units.tag[at] & FINITE:  # "a report that was leaked"
                return None
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
            if following in ("and", "but") and words[at + 2 : at + 3] == [QUOTE]:
                at += 2
                continue
            # "said, however, that", "said, referring to X, 'C'"
            closing = _next(units, word, at + 1, at + 20, end)
            if closing is None or closing + 1 >= end or words[closing + 1] not in (QUOTE, "that"):
                return None
            at = closing + 1
            continue
        stepped = skip_adverbial(units, at, end)
        if stepped == at:
            break
        at = stepped
    if at >= end:
        return None
    if not explicit and words[at] != QUOTE and not _may_begin(units, at, end, verb):
        return None
    noun = not explicit and not verb.takes("report", "tell", "show", "ask")
    return at, content_end(units, at, end, noun=noun)


def _may_begin(units: Units, at: int, end: int, verb: Verb) -> bool:
    """Whether a clause (or, for verbs that take one, a noun phrase) begins at ``at``."""
    words = units.low
    word = words[at]
    if word in ("so", "too", "much") and end - at > 3 and clause_like(units, at + 1, end):
        return verb.takes("report", "tell", "show")
    if word in lexicon("english", "no_content"):
        finite = at + 1 < end and units.tag[at + 1] & FINITE  # "said nothing was lost"
        return bool(finite and word.endswith("thing")) or (word == "of" and verb.takes("object"))
    if units.tag[at] & FINITE:  # "everything he says is true"
        return False
    if verb.takes("object", "judge"):
        if units.tag[at] & SUBJECT and not _has_verb(units, at + 1, end):
            return False  # "denied it at the time"
        return end - at >= 2 and not units.tag[at] & PREPOSITION
    if not verb.takes("report", "show", "ask", "tell"):
        return False
    if word in ("when", "where", "if", "who"):  # "said when she left"
        return verb.takes("ask", "tell")
    if word in lexicon("english", "clause_openers"):
        return True
    if verb.takes("thing"):
        if word[0].isdigit() and verb.takes("show"):  # "found 62% of shoppers arrive by car"
            return True
        stop = at
        while stop < end and words[stop] != "," and not _verb_joined(units, stop, end):
            stop += 1
        return any(units.tag[k] & (FINITE | VERBAL) for k in range(at, stop))
    if any(w[0].isdigit() or w in ("least", "most") for w in words[at + 1 : at + 3]):
        return clause_like(units, at, end)  # "at least 40 people had left"
    if units.tag[at] & PREPOSITION and word not in ("after", "before", "despite", "without"):
        # "said at a rally" tells where; "said in March it would" goes on with a subject
        return clause_like(units, at, end) and _subject_inside(units, at, end)
    return clause_like(units, at, end)


def _subject_inside(units: Units, at: int, end: int) -> bool:
    return any(units.tag[k] & (SUBJECT | POSSESSIVE) for k in range(at, min(end, at + 12)))


def content_end(units: Units, start: int, end: int, *, noun: bool = False) -> int:
    """Where the content ends: at the sentence's end, or where the writer speaks again.

    ``noun`` says that it is a noun phrase, with which no verb is joined by "and".
    """
    words = units.low
    if words[start] == QUOTE:
        after = start + 1
        if after >= end or words[after] in lexicon("english", "after_quotation"):
            return after
        if units.tag[after] & PUNCTUATION and words[after] not in (".", "!", "?"):
            return after
    for at in range(start + 1, end):
        if words[at] == ";" or (words[at] == ":" and words[at + 1 : at + 2] == [QUOTE]):
            return at
        if noun and _verb_joined(units, at, end):
            return at - (words[at - 1] == ",")
        if words[at] == "citing" and words[at - 1] == ",":
            return at - 1
        if words[at] == "according" and words[at + 1 : at + 2] == ["to"]:
            return at - (words[at - 1] == ",")
    return end


def _verb_joined(units: Units, at: int, end: int) -> bool:
    """Whether "and" or "but" stands at ``at`` before a past form, adverbs between skipped."""
    if units.low[at] not in ("and", "but"):
        return False
    at += 1
    while at < end and units.tag[at] & ADVERB:
        at += 1
    if at >= end or units.tag[at] & NAME:
        return False
    return bool(units.tag[at] & (FINITE | VERBAL)) or units.low[at].endswith("ed")


def without_main_clause(units: Units, source: Phrase, content: Range, low: int) -> Range:
    """Without the main clause behind: ``While S has said C, the mill ...``."""
    words = units.low
    before = source.begin - 1
    if before < low:
        return content
    start, end = content
    if units.tag[before] & DASH:  # "- critics call it madness -"
        closing = next((k for k in range(start + 1, end) if words[k] == words[before]), end)
        return start, closing
    leading = words[before] in lexicon("english", "leading") and (
        before == low or words[before - 1] in ("and", "but")
    )
    if not leading:
        return content
    for at in range(start + 1, end - 2):
        opens = units.tag[at + 1] & (NAME | DETERMINER | POSSESSIVE | SUBJECT)
        if words[at] == "," and opens and words[at + 1] not in ("who", "which", "both"):
            main = subject_after(units, at + 1, end)
            after = main.stop + (words[main.stop : main.stop + 1] == [","]) if main else end
            if after < end and (
                units.tag[after] & (FINITE | VERBAL | ADVERB) or words[after].endswith(("ed", "s"))
            ):
                return start, at
    return content


def content_before(units: Units, stop: int, low: int) -> Range | None:
    """The content before the subject: a quotation, or a clause up to the comma."""
    words = units.low
    at = stop
    if at - 1 > low and words[at - 1] == "as" and QUOTE in words[max(low, at - 3) : at - 1]:
        at -= 1  # "'C,' as S put it"
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
    if _has_verb(units, start + 1, end):
        return True
    return end - start >= 2 and bool(units.tag[start] & SUBJECT)


def _has_verb(units: Units, start: int, end: int) -> bool:
    for at in range(start, end):
        word, bits = units.low[at], units.tag[at]
        if word == QUOTE or bits & (FINITE | VERBAL):
            return True
        if bits & AUXILIARY and units.low[at - 1] in ("he", "she", "it", "that", "there", "who"):
            return True  # "it's late", unlike "the mayor's car"
        if len(word) > 3 and word.endswith(("ed", "s")) and not bits & NAME:
            return True
    return False


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
