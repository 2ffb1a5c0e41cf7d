"""Frames turned round: ``"C," said S``, ``S left, saying C``, ``C, it was said by S``."""

from __future__ import annotations

from pipeline.annotate.contents import (
    clause_like,
    content_after,
    content_before,
    next_quotation,
)
from pipeline.annotate.phrases import GENITIVE, phrase_after, phrase_before
from pipeline.annotate.report import ACCORDING, Report, quoted_enough, report_of
from pipeline.annotate.subjects import Phrase, first_subject, subject_after, subject_before
from pipeline.annotate.tags import (
    ADVERB,
    DASH,
    FINITE,
    NAME,
    OCCASION,
    PREPOSITION,
    PUNCTUATION,
    TIME,
)
from pipeline.annotate.units import QUOTE, Units
from pipeline.annotate.verbs import Verb, is_plausible, may_speak
from pipeline.lexicon.load import words as lexicon


def inverted_subject(units: Units, verb: Verb, low: int, end: int) -> Phrase | None:
    """The subject of ``"C," said S``."""
    words, tags = units.low, units.tag
    at = verb.at
    if at == low or verb.end >= end or verb.tense not in ("past", "s") or verb.group != at:
        return None
    before = words[at - 1]
    if before != QUOTE and not ((before == "," or tags[at - 1] & DASH) and at - 1 > low):
        return None
    quoted = QUOTE in (before, words[at - 2])
    follows, bits = words[verb.end], tags[verb.end]
    if follows == QUOTE or bits & (PUNCTUATION | PREPOSITION) or follows in ("that", "it", "this"):
        return None
    if bits & TIME and follows not in ("may", "march", "april", "june", "august"):
        return None
    phrase = subject_after(units, verb.end, end)
    if phrase is None or words[phrase.start] in GENITIVE:
        return None
    if quoted:
        return phrase
    if not clause_like(units, low, at - 1) or (phrase.stop < end and tags[phrase.stop] & FINITE):
        return None
    if subject_before(units, at, low) is None:
        return phrase
    # "..., and the meeting broke up, said one source": nothing but a speaker behind the verb
    plain = verb.takes("report") and not verb.takes("object", "thing", "show")
    last = phrase.stop >= end or bool(tags[phrase.stop] & (TIME | PREPOSITION))
    clause = any(
        words[k].endswith(("ed", "ing")) and not tags[k] & NAME
        for k in range(phrase.start, phrase.end)
    )
    return phrase if plain and last and not clause and may_speak(units, phrase) else None


def inverted_frame(units: Units, verb: Verb, source: Phrase, low: int, end: int) -> Report | None:
    """``"C," said S, "C"``."""
    left = content_before(units, verb.group, low)
    if left is None or not is_plausible(units, verb, source, end):
        return None
    following = next_quotation(units, source.stop, end)
    more = [(following, end)] if following is not None else []
    return report_of(verb, source, left, *more, begin=verb.at)


def participle_frame(
    units: Units, verb: Verb, low: int, end: int, subject: Phrase | None
) -> Report | None:
    """``S left, saying C``: the subject is the one of the clause before."""
    words = units.low
    at = verb.at
    if at == low:
        return None
    before = words[at - 1]
    linked = units.tag[at - 1] & (ADVERB | OCCASION)  # "issued a statement saying"
    if not linked and before not in (",", QUOTE, *lexicon("english", "participle_links")):
        return None
    right = content_after(units, verb.end, end, verb)
    if right is None or not quoted_enough(units, verb, right):
        return None
    explicit = words[right[0]] == QUOTE or words[right[0] - 1] in ("that", ":", "how", "whether")
    if not explicit and not verb.takes("report", "object", "judge", "tell"):
        return None
    return report_of(verb, subject or first_subject(units, low, at), right, begin=at)


def passive_frame(units: Units, verb: Verb, low: int, end: int) -> Report | None:
    """``C, it was reported by S``; ``S was quoted as saying`` is a participle's frame."""
    words = units.low
    if "by" not in words[verb.end : verb.end + 4] or not verb.takes("report", "show"):
        return None
    by = words.index("by", verb.end)
    source = subject_after(units, by + 1, end)
    if source is None or (source.end - source.begin == 1 and words[source.begin].endswith("ing")):
        return None
    if words[verb.group - 1 : verb.group] == ["it"]:  # "it was reported by S that C"
        that = source.stop + 1
        found = words[that - 1 : that] == ["that"] and that < end
        return report_of(verb, source, (that, end), begin=verb.group) if found else None
    start = phrase_before(units, verb.group, low)
    return report_of(verb, source, (start, verb.group), begin=start) if start < verb.group else None


def according(units: Units, at: int, low: int, end: int, found: list[Report]) -> Report | None:
    """``According to S, C`` and ``C, according to S``; ``found`` are the frames before."""
    start = at + 2
    if start >= end or units.low[at + 1] != "to":  # the paragraph breaks off before the source
        return None
    if units.low[start] == QUOTE and phrase_after(units, start, end) == start:
        return None
    source = subject_after(units, start, end) or Phrase(start, start + 1)
    verb = (at, at + 2)
    if at == low or (at == low + 1 and units.low[low] in ("but", "and")):
        if source.stop >= end:  # no appositive, but what is said
            source = Phrase(source.start, source.end)
        comma = next((k for k in range(source.stop, end) if units.low[k] == ","), None)
        if comma is None or not clause_like(units, comma + 1, end):
            return None
        return Report(verb, ACCORDING, source, ((comma + 1, end),), at)
    left = at
    while left > low and (units.low[left - 1] == "," or units.tag[left - 1] & DASH):
        left -= 1
    begin = low
    for earlier in found:
        if earlier.contents:
            begin = max(begin, earlier.contents[-1][0])
    contents = [(begin, left)] if left > begin else []
    tail = source.stop
    if tail + 1 < end and units.low[tail] == "," and units.low[tail + 1] == QUOTE:
        contents.append((tail + 1, end))
    return Report(verb, ACCORDING, source, tuple(contents), at) if contents else None
