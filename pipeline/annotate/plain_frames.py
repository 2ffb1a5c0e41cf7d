"""Frames whose subject stands before its verb: ``S said C``, ``C, S said``, ``C, S said, C``."""

from __future__ import annotations

from pipeline.annotate.adverbials import skip_adverbial, skip_hearer
from pipeline.annotate.contents import (
    Range,
    clause_like,
    content_after,
    content_before,
    without_main_clause,
)
from pipeline.annotate.report import Report, has_quotation, quoted_enough, report_of
from pipeline.annotate.subjects import Phrase
from pipeline.annotate.tags import (
    ADVERB,
    AUXILIARY,
    FINITE,
    PREPOSITION,
    PUNCTUATION,
    SUBORDINATOR,
    TIME,
    VERBAL,
)
from pipeline.annotate.units import QUOTE, Units
from pipeline.annotate.verbs import Verb, is_plausible
from pipeline.lexicon.load import words as lexicon


def plain_frame(units: Units, verb: Verb, source: Phrase, low: int, end: int) -> Report | None:
    """``S said C``, ``"C," S said``, ``C, S said`` and ``C, S said, C``."""
    words = units.low
    hypothetical = source.begin > low and words[source.begin - 1] == "if"
    if hypothetical or not is_plausible(units, verb, source, end):
        return None
    relative = words[source.start] in ("who", "which")
    left = None if relative else content_before(units, source.begin, low)
    quoted_left = left is not None and words[left[1] - 1] == QUOTE
    right = content_after(units, verb.end, end, verb)
    if left and words[source.begin - 1] == "as" and (right or _has_object(units, verb, end)):
        left = None  # "... 'calm' as investigators began looking"
    if relative and right is not None:
        right = _without_verb_of_antecedent(units, right)
    if right is None:
        split = None if relative else _split_by(units, verb, source, left, low, end)
        if split is not None or left is None:
            return split or _opening(units, verb, source, end)
        if not verb.takes("report", "tell", "beside", "ask", "show"):
            return None
        if not has_quotation(units, left) and (verb.only_beside or _has_object(units, verb, end)):
            return None
        more = _goes_on(units, verb, left, end)
        return report_of(verb, source, left, *more, begin=source.begin)
    quoted_right = words[right[0]] == QUOTE
    if not quoted_enough(units, verb, right):
        return report_of(verb, source, left, begin=source.begin) if left and quoted_left else None
    if left is None:
        contents = [without_main_clause(units, source, right, low)]
        if words[right[1] : right[1] + 2] == [":", QUOTE]:  # "warns that C: 'C'"
            contents.append((right[1] + 1, end))
        return report_of(verb, source, *contents, begin=source.begin)
    if quoted_left and words[right[0] - 1] not in ("that", ":") and not quoted_right:
        return report_of(verb, source, left, begin=source.begin)  # "said at a rally"
    if quoted_left or (quoted_right and words[right[0] - 1] in (",", "and", "but")):
        return report_of(verb, source, left, right, begin=source.begin)
    content = without_main_clause(units, source, right, low)
    return report_of(verb, source, content, begin=source.begin)


def _without_verb_of_antecedent(units: Units, content: Range) -> Range:
    """``it would hold`` of ``Quill, who said it would hold, has left``."""
    start, end = content
    for at in range(start + 1, end - 1):
        if units.low[at] == "," and units.tag[at + 1] & (FINITE | VERBAL):
            return start, at
    return content


def _has_object(units: Units, verb: Verb, end: int) -> bool:
    """Whether something else than what was said follows: "X, firms declared bankruptcy"."""
    at = skip_hearer(units, verb.end, end, verb)
    while at < end and (stepped := skip_adverbial(units, at, end)) > at:
        at = stepped
    if at >= end or units.tag[at] & (PUNCTUATION | SUBORDINATOR | PREPOSITION | FINITE):
        return False
    return units.low[at] not in (QUOTE, "and", "but", "or")


def _opening(units: Units, verb: Verb, source: Phrase, end: int) -> Report | None:
    """``S said:`` at the end of a paragraph."""
    if units.low[end - 1] != ":" or end != len(units):
        return None
    between = range(skip_hearer(units, verb.end, end, verb), end - 1)
    if len(between) > 12 or any(units.tag[k] & FINITE for k in between):
        return None
    return report_of(verb, source, begin=source.begin)


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
    return report_of(verb, source, (start, before), (comma + 1, end), begin=source.begin)


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
