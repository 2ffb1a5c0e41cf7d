"""Who is said to have said what, in one sentence: the frames of English news prose.

    "C," said S.   "C," S said.   "C," S said, "C."   S said (that) C.   C, S said.   C, S said, C.
    S told H that C.   According to S, C.   C, according to S.   S called for C.
    C, it was reported by S.   S, saying that C.   S said:

A negated verb reports nothing. Ranges are units of the paragraph, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.annotate.adverbials import skip_adverbial, skip_hearer
from pipeline.annotate.contents import (
    Range,
    clause_like,
    content_after,
    content_before,
    next_quotation,
    without_main_clause,
)
from pipeline.annotate.phrases import GENITIVE, phrase_after, phrase_before
from pipeline.annotate.subjects import Phrase, first_subject, subject_after, subject_before
from pipeline.annotate.tags import (
    ADVERB,
    AUXILIARY,
    DASH,
    FINITE,
    PREPOSITION,
    PUNCTUATION,
    SUBORDINATOR,
    TIME,
    VERBAL,
)
from pipeline.annotate.units import QUOTE, Units
from pipeline.annotate.verbs import Verb, is_plausible, read_verb
from pipeline.lexicon.load import words as lexicon

ACCORDING = "according to"
CONNECTIVES = ("though", "although", "while", "but", "and", "whereas", "—", "–", "-")


@dataclass(frozen=True, slots=True)
class Report:
    """One frame. ``verb`` is the unit range of verb and particles; ``source`` is None where
    nobody is named. ``contents`` are unit ranges in order; none where the sentence ends in a
    colon and what was said follows in the next paragraph. ``begin`` is where its clause begins.
    A ``negated`` one reports nothing, but ends what was said before it."""

    verb: Range
    lemma: str
    source: Phrase | None
    contents: tuple[Range, ...]
    begin: int
    negated: bool = False

    @property
    def awaits(self) -> bool:
        """Whether what was said follows in the next paragraph."""
        return not (self.contents or self.negated or self.lemma == ACCORDING)


def according(units: Units, at: int, low: int, end: int, found: list[Report]) -> Report | None:
    start = at + 2
    if start >= end or units.low[at + 1] != "to":  # the paragraph breaks off before the source
        return None
    if units.low[start] == QUOTE and phrase_after(units, start, end) == start:
        return None
    source = subject_after(units, start, end) or Phrase(start, start + 1)
    verb = (at, at + 2)
    if at == low or (at == low + 1 and units.low[low] in ("but", "and")):
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


def frame(units: Units, at: int, low: int, end: int, subject: Phrase | None) -> Report | None:
    """The frame of the verb at ``at``; ``subject`` is that of the frame before."""
    verb = read_verb(units, at, low)
    if verb is None:
        return None
    if verb.negated:
        return _negated(units, verb, low)
    if verb.tense == "ing" and not verb.passive and not _progressive(verb):
        return _participle(units, verb, low, end, subject)
    if verb.passive or (
        verb.tense == "past"
        and units.low[verb.end : verb.end + 1] == ["by"]
        and units.low[at - 1 : at] != [","]
    ):
        return _passive(units, verb, low, end)
    source = _inverted(units, verb, low, end)
    if source is not None:
        return _inverted_frame(units, verb, source, low, end)
    source = subject_before(units, verb.group, low)
    if source is not None:
        return _plain_frame(units, verb, source, low, end)
    conjoined = verb.group > low and units.low[verb.group - 1] in ("and", "but")
    if conjoined and subject is not None and verb.tense != "base":
        right = content_after(units, verb.end, end, verb)  # "X said A and added that B"
        if right is not None and _quoted_enough(units, verb, right):
            return _report(verb, subject, right, begin=verb.group - 1)
    return None


def _negated(units: Units, verb: Verb, low: int) -> Report | None:
    """``and has not claimed``, ``and the council did not say``: what is not said."""
    source = subject_before(units, verb.group, low)
    begin = source.begin if source is not None else verb.group
    if begin <= low or units.low[begin - 1] not in CONNECTIVES:
        return None
    return Report((verb.at, verb.end), verb.lemma, None, (), begin - 1, negated=True)


def _report(verb: Verb, source: Phrase | None, *contents: Range, begin: int) -> Report:
    return Report((verb.at, verb.end), verb.lemma, source, contents, begin)


def _progressive(verb: Verb) -> bool:
    return bool(
        verb.auxiliary & {"is", "are", "was", "were", "am", "been", "'s", "’s", "'re", "’re", "be"}
    )


def _plain_frame(units: Units, verb: Verb, source: Phrase, low: int, end: int) -> Report | None:
    """``S said C``, ``"C," S said``, ``C, S said`` and ``C, S said, C``."""
    words = units.low
    hypothetical = source.begin > low and words[source.begin - 1] == "if"
    if hypothetical or not is_plausible(units, verb, source, end):
        return None
    relative = words[source.start] in ("who", "which")
    left = None if relative else content_before(units, source.begin, low)
    quoted_left = left is not None and words[left[1] - 1] == QUOTE
    right = content_after(units, verb.end, end, verb)
    if right is None:
        split = None if relative else _split_by(units, verb, source, left, low, end)
        if split is not None or left is None:
            return split or _opening(units, verb, source, end)
        if not verb.takes("report", "tell", "beside", "ask", "show"):
            return None
        if not _has_quote(units, left) and (verb.only_beside or _has_object(units, verb, end)):
            return None
        more = _goes_on(units, verb, left, end)
        return _report(verb, source, left, *more, begin=source.begin)
    quoted_right = words[right[0]] == QUOTE
    if not _quoted_enough(units, verb, right):
        return _report(verb, source, left, begin=source.begin) if left and quoted_left else None
    if left is None:
        contents = [without_main_clause(units, source, right, low)]
        if words[right[1] : right[1] + 2] == [":", QUOTE]:  # "warns that C: 'C'"
            contents.append((right[1] + 1, end))
        return _report(verb, source, *contents, begin=source.begin)
    if quoted_left and words[right[0] - 1] not in ("that", ":") and not quoted_right:
        return _report(verb, source, left, begin=source.begin)  # "said at a rally"
    if quoted_left or (quoted_right and words[right[0] - 1] in (",", "and", "but")):
        return _report(verb, source, left, right, begin=source.begin)
    return _report(verb, source, without_main_clause(units, source, right, low), begin=source.begin)


def _has_object(units: Units, verb: Verb, end: int) -> bool:
    """Whether something else than what was said follows: "X, firms declared bankruptcy"."""
    at = skip_hearer(units, verb.end, end, verb)
    while at < end and (stepped := skip_adverbial(units, at, end)) > at:
        at = stepped
    if at >= end or units.tag[at] & (PUNCTUATION | SUBORDINATOR | PREPOSITION | FINITE):
        return False
    return units.low[at] not in (QUOTE, "and", "but", "or")


def _quoted_enough(units: Units, verb: Verb, content: Range) -> bool:
    """Verbs that report only beside a quotation need one; blame and praise need one inside."""
    if verb.takes("judge") and not verb.takes("report", "object"):
        return _has_quote(units, content)
    if verb.takes("object"):
        return True
    return not verb.only_beside or units.low[content[0]] == QUOTE


def _opening(units: Units, verb: Verb, source: Phrase, end: int) -> Report | None:
    """``S said:`` at the end of a paragraph."""
    if units.low[end - 1] != ":" or end != len(units):
        return None
    between = range(skip_hearer(units, verb.end, end, verb), end - 1)
    if len(between) > 12 or any(units.tag[k] & FINITE for k in between):
        return None
    return _report(verb, source, begin=source.begin)


def _split_by(
    units: Units, verb: Verb, source: Phrase, left: Range | None, low: int, end: int
) -> Report | None:
    """``C, S said, C``: the frame stands inside a clause, whose first part is none by itself."""
    words, tags = units.low, units.tag
    start = low + (words[low] in ("and", "but", "so", "yet"))
    before = source.begin - 1
    if not verb.takes("report", "tell") or before <= start or words[before] != ",":
        return None
    comma = skip_hearer(units, verb.end, end, verb)
    while comma < end and (tags[comma] & (TIME | ADVERB) or words[comma] == "on"):
        comma += 1
    if comma + 1 >= end or words[comma] != "," or not clause_like(units, comma, end):
        return None
    subordinate = bool(tags[start] & PREPOSITION) or words[start] in lexicon("english", "leading")
    goes_on = bool(tags[comma + 1] & (AUXILIARY | VERBAL))  # "The dam, he said, is sound"
    if left is not None and not subordinate and not goes_on:
        return None
    return _report(verb, source, (start, before), (comma + 1, end), begin=source.begin)


def _goes_on(units: Units, verb: Verb, left: Range, end: int) -> list[Range]:
    """``C, S said, but C``: what was said goes on with a conjunction."""
    words = units.low
    comma = verb.end
    if words[comma : comma + 1] != [","] or comma + 2 >= end:
        return []
    if words[comma + 1] not in ("and", "but", "because", "since", "so", "or"):
        return []
    quoted = words[left[1] - 1] == QUOTE  # "'C,' S said, and left"
    has_quotation = QUOTE in words[comma + 2 : end]
    if not has_quotation and (quoted or not clause_like(units, comma + 2, end)):
        return []
    return [(comma + 2 if words[comma + 2] == QUOTE else comma + 1, end)]


def _has_quote(units: Units, content: Range) -> bool:
    return QUOTE in units.low[content[0] : content[1]]


def _inverted(units: Units, verb: Verb, low: int, end: int) -> Phrase | None:
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
    if not quoted and (
        subject_before(units, at, low) is not None or not clause_like(units, low, at - 1)
    ):
        return None
    phrase = subject_after(units, verb.end, end)
    if phrase is None or words[phrase.start] in GENITIVE:
        return None
    if not quoted and phrase.stop < end and tags[phrase.stop] & FINITE:
        return None
    return phrase


def _inverted_frame(units: Units, verb: Verb, source: Phrase, low: int, end: int) -> Report | None:
    left = content_before(units, verb.group, low)
    if left is None or not is_plausible(units, verb, source, end):
        return None
    following = next_quotation(units, source.stop, end)
    more = [(following, end)] if following is not None else []
    return _report(verb, source, left, *more, begin=verb.at)


def _participle(
    units: Units, verb: Verb, low: int, end: int, subject: Phrase | None
) -> Report | None:
    """``S left, saying C``: the subject is the one of the clause before."""
    words = units.low
    at = verb.at
    if at == low:
        return None
    before = words[at - 1]
    if before not in (",", QUOTE, *lexicon("english", "participle_links")) and not (
        units.tag[at - 1] & ADVERB
    ):
        return None
    right = content_after(units, verb.end, end, verb)
    if right is None or not _quoted_enough(units, verb, right):
        return None
    explicit = words[right[0]] == QUOTE or words[right[0] - 1] in ("that", ":", "how", "whether")
    if not explicit and not verb.takes("report", "object", "judge", "tell"):
        return None
    return _report(verb, subject or first_subject(units, low, at), right, begin=at)


def _passive(units: Units, verb: Verb, low: int, end: int) -> Report | None:
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
        return _report(verb, source, (that, end), begin=verb.group) if found else None
    start = phrase_before(units, verb.group, low)
    return _report(verb, source, (start, verb.group), begin=start) if start < verb.group else None
