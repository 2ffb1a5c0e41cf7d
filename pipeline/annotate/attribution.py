"""Who is said to have said what, in one sentence: the frames of English news prose.

    "C," said S.   "C," S said.   "C," S said, "C."   S said (that) C.   C, S said.
    S told H that C.   According to S, C.   C, according to S.   S called for C.
    C, it was reported by S.   S, saying that C.

A negated verb reports nothing. Ranges are units of the paragraph, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.annotate.lexicon import Form, english, verb_forms
from pipeline.annotate.phrases import (
    BE,
    PUNCTUATION,
    SUBJECT_PRONOUNS,
    Phrase,
    is_name,
    is_verb,
    phrase_after,
    phrase_before,
    subject_after,
    subject_before,
)
from pipeline.annotate.units import QUOTE, Units

# Verbs that another verb leans on: "went on to say", "appeared to suggest".
CATENATIVE = english("catenatives")
# Forms that are nouns as well: they report only where the grammar leaves no doubt.
NOUNS = english("reporting_nouns")


@dataclass(frozen=True, slots=True)
class Report:
    """One frame. ``verb`` is the unit range of verb and particles; ``source`` is None where
    nobody is named. ``contents`` are unit ranges in order."""

    verb: tuple[int, int]
    lemma: str
    source: Phrase | None
    contents: tuple[tuple[int, int], ...]


def find_reports(units: Units, low: int, high: int) -> list[Report]:
    """The frames of the sentence ``[low, high)``, none inside another."""
    end = high
    while end > low and units.low[end - 1] in (".", "!", "?", ")", "]", "…", "..."):
        end -= 1
    found: list[Report] = []
    covered = low
    subject: Phrase | None = None
    for at in range(low, end):
        word = units.low[at]
        if word == "according" and at + 1 < end and units.low[at + 1] == "to":
            report = _according(units, at, low, end, found)
        elif (
            at >= covered or word.endswith("ing") or (found and units.low[at - 1] in ("and", "but"))
        ):
            forms = verb_forms().get(word)
            report = _frame(units, at, forms, low, end, subject, found) if forms else None
        else:
            continue
        if report is None:
            continue
        if report.source is not None:
            subject = report.source
        found.append(report)
        if report.contents:
            covered = max(covered, report.contents[-1][1])
    return _untangle(found)


def _untangle(reports: list[Report]) -> list[Report]:
    """Cut a content where the frame after it begins, and drop frames inside another's content."""
    kept: list[Report] = []
    for report in reports:
        if kept and kept[-1].contents:
            before = kept[-1]
            start, stop = before.contents[-1]
            cut = report.source.start if report.source else report.verb[0]
            cut = min([cut, report.verb[0], *(a for a, b in report.contents)])
            if start < cut < stop:
                if not report.contents:
                    continue
                kept[-1] = Report(
                    before.verb,
                    before.lemma,
                    before.source,
                    (*before.contents[:-1], (start, cut)),
                )
        kept.append(report)
    return [r for r in kept if r.contents]


def _according(units: Units, at: int, low: int, end: int, found: list[Report]) -> Report | None:
    start = at + 2
    if start >= end:  # the paragraph breaks off before the source
        return None
    stop = phrase_after(units, start, end)
    if stop == start and units.low[start] == QUOTE:
        return None
    # keep what follows in the same phrase: "a report in the Globe", "the office on Tuesday"
    source = subject_after(units, start, end) or Phrase(start, start + 1)
    if at == low or (at == low + 1 and units.low[low] in ("but", "and")):
        comma = next((k for k in range(source.end, end) if units.low[k] == ","), None)
        if source.apposition:
            comma = source.apposition[1]
        if comma is None:
            return None
        return Report((at, at + 2), "according to", source, ((comma + 1, end),))
    left = at
    while left > low and units.low[left - 1] in (",", "—", "–"):
        left -= 1
    begin = low
    for earlier in found:
        if earlier.contents and earlier.contents[-1][1] > begin:
            begin = earlier.contents[-1][0]
    contents = [(begin, left)] if left > begin else []
    tail = source.apposition[1] if source.apposition else source.end
    if tail + 1 < end and units.low[tail] == "," and units.low[tail + 1] == QUOTE:
        contents.append((tail + 1, end))
    return Report((at, at + 2), "according to", source, tuple(contents))


def _frame(
    units: Units,
    at: int,
    forms: tuple[Form, ...],
    low: int,
    end: int,
    subject: Phrase | None,
    found: list[Report],
) -> Report | None:
    words = units.low
    form = next((f for f in forms if tuple(words[at + 1 : at + 1 + len(f.rest)]) == f.rest), None)
    if form is None:
        return None
    classes = frozenset().union(
        *(
            f.classes
            for f in forms
            if f.rest == form.rest and f.lemma.split()[0] == form.lemma.split()[0]
        )
    )
    tenses = {f.tense for f in forms if f.rest == form.rest}
    verb_end = at + 1 + len(form.rest)
    group, negated, auxiliary = _verb_group(units, at, low)
    if negated:
        return None
    tense = _tense(tenses, auxiliary)
    passive = (
        bool(auxiliary & BE)
        and tense != "ing"
        and not auxiliary & {"have", "has", "had"} - _has_be(auxiliary)
    )
    if tense == "ing" and not auxiliary & BE:
        return _participle(units, at, verb_end, form, classes, low, end, subject)
    if passive or (
        "past" in tenses
        and verb_end < end
        and words[verb_end] == "by"
        and words[at - 1 : at] != [","]
    ):
        return _passive(units, at, group, verb_end, form, classes, low, end)
    inverted = _inverted(units, at, group, verb_end, low, end, tense)
    source = None if inverted else subject_before(units, group, low)
    if source is None and not inverted:
        if (
            group - 1 >= low
            and words[group - 1] in ("and", "but")
            and subject is not None
            and tense != "base"
        ):
            source = subject  # "X said A and added that B"
        elif (group - 1 >= low and words[group - 1] == QUOTE) or (
            group > low + 1 and words[group - 1] == "," and words[group - 2] == QUOTE
        ):
            return None
        else:
            return None
        conjoined = True
    else:
        conjoined = False
    if inverted:
        source = inverted
        left_end = group
        rest = source.apposition[1] if source.apposition else source.end
    else:
        assert source is not None
        left_end = group if conjoined else source.start
        rest = verb_end
    if not _plausible(
        units, at, verb_end, form, tense, auxiliary, source, inverted is not None, end
    ):
        return None
    right = None if inverted else _right(units, rest, end, form, classes)
    left = None if conjoined else _left(units, left_end, low, inverted is not None)
    contents: list[tuple[int, int]] = []
    beside = classes <= {"beside"} or classes <= {"beside", "object"}
    if inverted:
        if left is None:
            return None
        contents.append(left)
        follow = _next_quote(units, rest, end)
        if follow is not None:
            contents.append((follow, end))
    elif right is None:
        if left is None or (beside and words[left[1] - 1] != QUOTE and words[left[1] - 1] != ","):
            return None
        if not (classes & {"report", "tell", "beside", "ask", "show"}):
            return None
        if beside and not _has_quote(units, *left):
            return None
        contents.append(left)
    else:
        if (
            left is not None and words[left_end - 1] in (",", QUOTE) and _ends_in_quote(units, left)
        ) or (
            left is not None
            and words[right[0]] == QUOTE
            and words[right[0] - 1] == ","
            and _clause_like(units, *left)
        ):
            contents.append(left)
        if beside and "object" not in classes and words[right[0]] != QUOTE:
            return None
        contents.append(right)
    return Report((at, verb_end), form.lemma, source, tuple(contents))


def _has_be(auxiliary: frozenset[str]) -> frozenset[str]:
    """``has been said`` is passive though it has "has"."""
    return frozenset({"have", "has", "had"}) if auxiliary & BE - {"'s", "’s"} else frozenset()


def _tense(tenses: set[str], auxiliary: frozenset[str]) -> str:
    if "ing" in tenses:
        return "ing"
    for tense in ("past", "part", "s"):
        if tense in tenses:
            return tense
    return "base"


def _verb_group(units: Units, at: int, low: int) -> tuple[int, bool, frozenset[str]]:
    """Where the auxiliaries and adverbs before a verb begin, whether they negate it, which."""
    words = units.low
    group, auxiliary, negated = at, set(), False
    while group > low:
        word = words[group - 1]
        if word in english("negations"):
            negated = True
        elif word in english("auxiliaries"):
            if (
                word in ("'s", "’s")
                and group == at
                and not units.low[at].endswith(("ed", "ing", "en", "id"))
            ):
                break
            auxiliary.add(word)
        elif (
            word == "to"
            and group - 2 >= low
            and (words[group - 2] in CATENATIVE or words[group - 2] in english("negations"))
        ):
            auxiliary.add("to")
            group -= 1
            continue
        elif word in CATENATIVE and "to" in auxiliary:
            pass
        elif not (
            (word in english("adverbs") and not is_name(units, group - 1))
            or (word.endswith("ly") and len(word) > 4 and not is_name(units, group - 1))
        ):
            break
        group -= 1
    if not negated and group > low and words[group - 1] in ("no", "few", "neither", "nobody"):
        negated = True
    return group, negated, frozenset(auxiliary)


def _inverted(
    units: Units, at: int, group: int, verb_end: int, low: int, end: int, tense: str
) -> Phrase | None:
    """The subject of ``"C," said S``."""
    words = units.low
    if group == low or verb_end >= end or tense not in ("past", "s") or group != at:
        return None
    before = words[group - 1]
    if before != QUOTE and not (before in (",", "—", "–", "-") and group - 1 > low):
        return None
    follows = words[verb_end]
    if follows in PUNCTUATION or follows == QUOTE or follows in ("that", "it", "this"):
        return None
    if follows in english("prepositions") or (
        follows in english("time_words")
        and follows not in ("may", "march", "april", "june", "august")
    ):
        return None
    if before != QUOTE and words[group - 2] != QUOTE:
        if subject_before(units, group, low) is not None:
            return None
        if not _clause_like(units, low, group - 1):
            return None
    phrase = subject_after(units, verb_end, end)
    if phrase is None:
        return None
    tail = phrase.apposition[1] if phrase.apposition else phrase.end
    if tail < end and is_verb(units, tail) and before != QUOTE and words[group - 2] != QUOTE:
        return None
    return phrase


def _participle(
    units: Units,
    at: int,
    verb_end: int,
    form: Form,
    classes: frozenset[str],
    low: int,
    end: int,
    subject: Phrase | None,
) -> Report | None:
    """``S left, saying C``: the subject is the one of the clause before."""
    words = units.low
    if at == low or units.raw[at][0].isupper():
        source = None
        if at == low:
            return None
    before = words[at - 1]
    linked = (
        before
        in (",", "by", "and", "while", "in", "—", "after", "before", "was", "were", "been", "also")
        or before in english("adverbs")
        or before == QUOTE
    )
    quoted_as = before == "as"
    if not (linked or quoted_as):
        return None
    right = _right(units, verb_end, end, form, classes)
    if right is None:
        return None
    if classes <= {"beside"} and words[right[0]] != QUOTE:
        return None
    if not _opens_content(units, verb_end, right[0], classes):
        return None
    source = subject or first_subject(units, low, at)
    return Report((at, verb_end), form.lemma, source, (right,))


def _opens_content(units: Units, verb_end: int, start: int, classes: frozenset[str]) -> bool:
    """Whether a participle's complement is speech: "that", a quotation, a pronoun or a clause."""
    if units.low[start] == QUOTE or units.low[start - 1] in ("that", ":", "how", "whether"):
        return True
    return bool(classes & {"report", "object", "tell"})


def first_subject(units: Units, low: int, at: int) -> Phrase | None:
    """The subject of the sentence: the phrase before its first verb."""
    for k in range(low, at):
        if is_verb(units, k) or (units.low[k].endswith("ed") and k > low and not is_name(units, k)):
            group, _, _ = _verb_group(units, k, low)
            phrase = subject_before(units, group, low)
            if phrase is not None:
                return phrase
    start = low
    if units.low[start] in english("prepositions"):
        comma = next((k for k in range(low, at) if units.low[k] == ","), None)
        if comma is None:
            return None
        start = comma + 1
    stop = phrase_after(units, start, at)
    return Phrase(start, stop) if stop > start else None


def _passive(
    units: Units,
    at: int,
    group: int,
    verb_end: int,
    form: Form,
    classes: frozenset[str],
    low: int,
    end: int,
) -> Report | None:
    """``C, it was reported by S``; ``S was quoted as saying`` is a participle's frame."""
    words = units.low
    if "by" not in words[verb_end : verb_end + 4] or not classes & {"report", "show"}:
        return None
    by = words.index("by", verb_end)
    source = subject_after(units, by + 1, end)
    if source is None or (source.end - source.start == 1 and words[source.start].endswith("ing")):
        return None
    start = phrase_before(units, group, low)
    if start >= group:
        return None
    return Report((at, verb_end), form.lemma, source, ((start, group),))


def _plausible(
    units: Units,
    at: int,
    verb_end: int,
    form: Form,
    tense: str,
    auxiliary: frozenset[str],
    source: Phrase,
    inverted: bool,
    end: int,
) -> bool:
    """Whether the word is a verb here: a plural or modal for a base form, no noun's place."""
    words = units.low
    head = words[source.end - 1]
    if tense == "base":
        modal = auxiliary - {"'s", "’s"}
        plural = head in (
            "they",
            "we",
            "i",
            "you",
            "who",
            "people",
            "police",
            "some",
            "many",
            "others",
            "both",
        ) or (head.endswith("s") and not head.endswith("ss") and head not in ("'s", "’s"))
        joined = "and" in words[source.start : source.end]
        if not (modal or plural or joined):
            return False
    if words[at] in NOUNS and not auxiliary:
        if words[at - 1] in (
            "the",
            "a",
            "an",
            "his",
            "her",
            "their",
            "its",
            "'s",
            "’s",
            "of",
            "this",
            "that",
        ):
            return False
        following = words[verb_end] if verb_end < end else ""
        if following in (
            "of",
            "from",
            "by",
            "and",
            "or",
            "is",
            "are",
            "was",
            "were",
            ".",
            "has",
            "have",
            "had",
        ):
            return False
        if (
            tense == "s"
            and head.endswith("s")
            and head not in ("he", "she", "it")
            and not is_name(units, source.end - 1)
        ):
            return False
    return True


def _right(
    units: Units, start: int, end: int, form: Form, classes: frozenset[str]
) -> tuple[int, int] | None:
    """The content after a verb, its hearer and adverbials skipped."""
    words = units.low
    at = start
    explicit = False
    if "tell" in classes or "urge" in classes:
        hearer = phrase_after(units, at, end)
        if hearer > at:
            at = hearer
            if words[at : at + 1] == ["to"] and "urge" in classes:
                return (at, end) if at < end else None
    elif words[at : at + 1] == ["to"] and at + 2 < end:
        if (
            classes & {"infinitive"}
            and words[at + 1] not in english("determiners")
            and not is_name(units, at + 1)
        ):
            return (at, end)
        hearer = phrase_after(units, at + 1, end)
        if hearer > at + 1:
            at = hearer
    while at < end:
        word = words[at]
        if word == QUOTE:
            break
        if word == "that":
            at, explicit = at + 1, True
            if at < end and words[at] == ",":
                closing = next((k for k in range(at + 1, end) if words[k] == ","), None)
                if closing is not None and closing - at < 12:
                    at = closing + 1
            break
        if word == ":":
            at, explicit = at + 1, True
            break
        if word in (",", "—", "–", "-", "―", "--"):
            following = words[at + 1] if at + 1 < end else ""
            if following == QUOTE or following == "that":
                _comma_at, at = at, at + 1
                continue
            # "said, however, that", "said, referring to X, 'C'"
            closing = next((k for k in range(at + 1, min(end, at + 20)) if words[k] == word), None)
            if (
                closing is not None
                and closing + 1 < end
                and (words[closing + 1] in (QUOTE, "that"))
            ):
                at = closing + 1
                continue
            return None
        stepped = _adverbial(units, at, end)
        if stepped == at:
            break
        at = stepped
    if at >= end:
        return None
    if not explicit and words[at] != QUOTE:
        if "object" not in classes and not classes & {"report", "show", "ask", "tell"}:
            return None
        if not _content_start(units, at, end, classes):
            return None
    return (at, _content_end(units, at, end, explicit))


def _content_start(units: Units, at: int, end: int, classes: frozenset[str]) -> bool:
    """Whether a clause (or, for verbs that take one, a noun phrase) begins here."""
    word = units.low[at]
    if word in (
        "of",
        "by",
        "and",
        "or",
        "but",
        "than",
        "so",
        "too",
        "much",
        "again",
        "nothing",
        "anything",
        "something",
    ):
        return word == "of" and "object" in classes
    if "object" in classes:
        return end - at >= 2
    if word in ("if", "whether", "how", "why", "what", "who", "when", "where", "there", "it"):
        return True
    return _clause_like(units, at, end)


def _clause_like(units: Units, start: int, end: int) -> bool:
    """Whether the range holds a finite verb, as far as its words show."""
    for at in range(start + 1, end):
        word = units.low[at]
        if word in english("auxiliaries") or is_verb(units, at):
            return True
        if len(word) > 3 and (word.endswith(("ed", "s"))) and not is_name(units, at) and at > start:
            return True
        if word == QUOTE:
            return True
    return _short_clause(units, start, end)


def _short_clause(units: Units, start: int, end: int) -> bool:
    return end - start >= 2 and units.low[start] in SUBJECT_PRONOUNS


def _content_end(units: Units, start: int, end: int, explicit: bool) -> int:
    """Where the content ends: at the sentence's end, or where the writer speaks again."""
    words = units.low
    if words[start] == QUOTE:
        after = start + 1
        if after >= end or words[after] in (",", ";", "—", "–", "(", "--"):
            return after
        if words[after] in (
            "and",
            "in",
            "on",
            "at",
            "during",
            "after",
            "as",
            "while",
            "when",
            "before",
            "but",
            "to",
            "about",
        ):
            return after if words[after] not in ("and",) else end
    for at in range(start + 1, end):
        if words[at] == "," and at + 1 < end and words[at + 1] in ("according",):
            return at
        if words[at] == ";":
            return at
    return end


def _adverbial(units: Units, at: int, end: int) -> int:
    """Step over one adverbial between verb and content: a day, "in a statement", "later"."""
    words = units.low
    word = words[at]
    following = words[at + 1] if at + 1 < end else ""
    if word in english("time_words") or (
        word in english("adverbs")
        and not is_name(units, at)
        and word not in ("all", "both", "each")
    ):
        if word in ("this", "last", "next", "the") and following not in english("time_words"):
            return at
        return at + 1
    if word in ("late", "early", "mid") and following in english("time_words"):
        return at + 1
    if word not in (
        "in",
        "on",
        "at",
        "during",
        "via",
        "through",
        "from",
        "after",
        "before",
        "by",
        "with",
        "to",
        "of",
        "over",
        "about",
    ):
        return at
    stop = _phrase_end(units, at + 1, end)
    if stop == at + 1:
        return at
    inside = words[at + 1 : stop]
    ahead = words[stop] if stop < end else ""
    if any(w in english("occasions") or w in english("time_words") for w in inside):
        return stop
    if ahead in ("that", ",", ":", QUOTE, "") or ahead in SUBJECT_PRONOUNS:
        return stop
    return at


def _phrase_end(units: Units, at: int, end: int) -> int:
    """The end of a prepositional phrase: before a new clause or a new phrase."""
    words = units.low
    start = at
    seen_noun = False
    while at < end:
        word = words[at]
        if word == QUOTE or word in PUNCTUATION or word in ("that", "and", "but", "because", "if"):
            break
        if word in SUBJECT_PRONOUNS or (
            word in ("there", "his", "her", "their", "my", "our") and seen_noun
        ):
            break
        if (
            seen_noun
            and word in english("determiners")
            and words[at - 1] not in english("prepositions")
        ):
            break
        if seen_noun and word in english("time_words"):
            break
        if is_verb(units, at):
            # the last phrase was the subject of a clause, not a part of this one
            return at if at - start <= 1 else start
        if seen_noun and word in ("in", "on", "at", "during", "after", "before", "to"):
            break
        if word in english("occasions"):
            seen_noun = True
            if at + 1 < end and words[at + 1] not in ("of", "with", "for", "to", "from", "on"):
                return at + 1
        elif word not in english("determiners") and word not in english("prepositions"):
            seen_noun = True
        at += 1
    return at


def _left(units: Units, stop: int, low: int, inverted: bool) -> tuple[int, int] | None:
    """The content before the subject: a quotation or a clause up to the comma."""
    words = units.low
    at = stop
    if at > low and words[at - 1] in (",", "—", "–", "-", "―", "--"):
        at -= 1
    elif at > low and words[at - 1] != QUOTE:
        return None
    if at <= low:
        return None
    if words[at - 1] == QUOTE:
        start = low
        if at - 1 > low and not _runs_into(units, low, at - 1):
            start = at - 1
        while start < at and words[start] in ("and", "but", ",", "—"):
            start += 1
        return (start, at)
    start = low
    if words[start] in ("and", "but", "so", "yet"):
        start += 1
    first = words[start]
    if first in english("prepositions") or first in (
        "asked",
        "when",
        "while",
        "as",
        "after",
        "before",
        "if",
        "speaking",
        "although",
        "though",
        "because",
        "since",
    ):
        inner = next((k for k in range(start, at) if words[k] == ","), None)
        if (inner is None or not _clause_like(units, inner + 1, at)) and not (
            first in ("if", "when", "because", "since", "in", "for", "at", "with", "from", "by")
            and _clause_like(units, start, at)
            and at - start > 6
        ):
            return None
    if not _clause_like(units, start, at):
        return None
    return (start, at)


def _runs_into(units: Units, low: int, at: int) -> bool:
    """Whether the words before a quotation belong to the same reported clause."""
    before = units.low[at - 1]
    return before not in (",", ":", ".", "!", "?", "—") and before != QUOTE


def _ends_in_quote(units: Units, content: tuple[int, int]) -> bool:
    return units.low[content[1] - 1] == QUOTE


def _has_quote(units: Units, start: int, end: int) -> bool:
    return QUOTE in units.low[start:end]


def _next_quote(units: Units, at: int, end: int) -> int | None:
    """A quotation that takes up the one before: ``," said X, "``; adverbials may stand between."""
    words = units.low
    for k in range(at, min(end, at + 15)):
        if words[k] == QUOTE:
            return k if words[k - 1] in (",", ":", "—") else None
        if is_verb(units, k):
            return None
    return None
