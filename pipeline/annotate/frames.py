"""Who is said to have said what, in one sentence: the frames of English news prose.

    "C," said S.   "C," S said.   "C," S said, "C."   S said (that) C.   C, S said.   C, S said, C.
    S told H that C.   According to S, C.   C, according to S.   S called for C.
    C, it was reported by S.   S, saying that C.   S said:

A negated verb reports nothing. Ranges are units of the paragraph, half-open.
"""

from __future__ import annotations

from pipeline.annotate.contents import content_after
from pipeline.annotate.plain_frames import plain_frame
from pipeline.annotate.report import Report, quoted_enough, report_of
from pipeline.annotate.subjects import Phrase, subject_before
from pipeline.annotate.turned_frames import (
    inverted_frame,
    inverted_subject,
    participle_frame,
    passive_frame,
)
from pipeline.annotate.units import Units
from pipeline.annotate.verbs import BE, Verb, read_verb

CONNECTIVES = ("though", "although", "while", "but", "and", "whereas", "—", "–", "-")


def frame(units: Units, at: int, low: int, end: int, subject: Phrase | None) -> Report | None:
    """The frame of the verb at ``at``; ``subject`` is that of the frame before."""
    verb = read_verb(units, at, low)
    if verb is None:
        return None
    if verb.negated:
        return _negated(units, verb, low)
    if verb.tense == "ing" and not verb.passive and not _progressive(verb):
        return participle_frame(units, verb, low, end, subject)
    if verb.passive or (
        verb.tense == "past"
        and units.low[verb.end : verb.end + 1] == ["by"]
        and units.low[at - 1 : at] != [","]
    ):
        return passive_frame(units, verb, low, end)
    source = inverted_subject(units, verb, low, end)
    if source is not None:
        return inverted_frame(units, verb, source, low, end)
    source = subject_before(units, verb.group, low)
    if source is not None:
        return plain_frame(units, verb, source, low, end)
    conjoined = verb.group > low and units.low[verb.group - 1] in ("and", "but")
    if conjoined and subject is not None and verb.tense != "base":
        right = content_after(units, verb.end, end, verb)  # "X said A and added that B"
        if right is not None and quoted_enough(units, verb, right):
            return report_of(verb, subject, right, begin=verb.group - 1)
    return None


def _negated(units: Units, verb: Verb, low: int) -> Report | None:
    """``and has not claimed``, ``and the council did not say``: what is not said."""
    source = subject_before(units, verb.group, low)
    begin = source.begin if source is not None else verb.group
    if begin <= low or units.low[begin - 1] not in CONNECTIVES:
        return None
    return Report((verb.at, verb.end), verb.lemma, None, (), begin - 1, negated=True)


def _progressive(verb: Verb) -> bool:
    """``is saying``, a finite form, unlike ``, saying``."""
    return not BE.isdisjoint(verb.auxiliary)
