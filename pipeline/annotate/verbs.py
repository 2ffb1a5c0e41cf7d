"""A verb of reporting in its sentence: its auxiliaries, tense and voice, and whether it is one."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.annotate.phrases import ARTICLES, GENITIVE, LINKS
from pipeline.annotate.subjects import Phrase
from pipeline.annotate.tags import (
    ADVERB,
    AUXILIARY,
    CATENATIVE,
    DETERMINER,
    NAME,
    NEGATION,
    NOUN,
    POSSESSIVE,
    PREPOSITION,
    ROLE,
    SUBJECT,
    THING,
)
from pipeline.annotate.units import QUOTE, Units
from pipeline.annotate.verb_forms import Form, verb_forms
from pipeline.lexicon.load import words as lexicon

BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "am", "'s", "’s", "'re", "’re"})
HAVE = frozenset({"have", "has", "had"})


@dataclass(frozen=True, slots=True)
class Verb:
    """The form at ``at`` with its particles up to ``end``; its auxiliaries begin at ``group``."""

    at: int
    end: int
    group: int
    lemma: str
    classes: frozenset[str]
    tense: str
    auxiliary: frozenset[str]
    passive: bool
    negated: bool

    def takes(self, *classes: str) -> bool:
        """Whether the verb is of one of these classes of ``lexicon/verbs.toml``."""
        return not self.classes.isdisjoint(classes)

    @property
    def only_beside(self) -> bool:
        """Whether it reports only beside a quotation."""
        return self.classes <= {"beside"}


def read_verb(units: Units, at: int, low: int) -> Verb | None:
    """The verb of reporting at ``at``; None where no form of one stands there."""
    words = units.low
    forms = verb_forms().get(words[at], ())
    form = next((f for f in forms if tuple(words[at + 1 : at + 1 + len(f.rest)]) == f.rest), None)
    if form is None:
        return None
    same = [f for f in forms if f.rest == form.rest]
    group, auxiliary, negated = _group(units, at, low)
    tense = _tense(same, auxiliary)
    be = auxiliary & BE
    perfect = auxiliary & HAVE and not be - GENITIVE  # "has been said" is passive, "has said" not
    return Verb(
        at=at,
        end=at + 1 + len(form.rest),
        group=group,
        lemma=form.lemma,
        classes=frozenset().union(*(f.classes for f in same)),
        tense=tense,
        auxiliary=auxiliary,
        passive=bool(be) and tense != "ing" and not perfect,
        negated=negated,
    )


def _tense(forms: list[Form], auxiliary: frozenset[str]) -> str:
    tenses = {form.tense for form in forms}
    return next((t for t in ("ing", "past", "part", "s") if t in tenses), "base")


def _group(units: Units, at: int, low: int) -> tuple[int, frozenset[str], bool]:
    """Where the auxiliaries and adverbs before a verb begin, which they are, and "not"."""
    words, tags = units.low, units.tag
    group, auxiliary, negated = at, set(), False
    while group > low:
        word, bits = words[group - 1], tags[group - 1]
        if bits & NEGATION:
            negated = True
        elif bits & AUXILIARY:
            if word in GENITIVE and group == at and not words[at].endswith(("ed", "ing", "en")):
                break
            auxiliary.add(word)
        elif word == "to" and group - 2 >= low and tags[group - 2] & (CATENATIVE | NEGATION):
            auxiliary.add("to")
        elif not ((bits & CATENATIVE and "to" in auxiliary) or bits & ADVERB):
            break
        group -= 1
    return group, frozenset(auxiliary), negated


def is_plausible(units: Units, verb: Verb, subject: Phrase, end: int) -> bool:
    """Whether the word is a verb here: a plural or modal for a base form, no noun's place."""
    words, tags = units.low, units.tag
    head, bits = words[subject.end - 1], tags[subject.end - 1]
    if verb.tense == "part" and not verb.auxiliary & HAVE:  # "woodcuts shown here"
        return False
    if bits & SUBJECT and head in ("you", "one", "i", "we"):  # the writer's own talk
        told = verb.takes("report", "tell", "ask") and not verb.takes("thing")
        if head in ("you", "one") or verb.tense != "past" or not told:
            return False
    if verb.tense == "base" and not verb.auxiliary - GENITIVE and not is_plural(units, subject):
        return False
    if verb.classes <= {"object", "beside", "judge"} and not may_speak(units, subject):
        return False
    if verb.at == verb.group and words[verb.at - 1] in ARTICLES:  # "the alleged thief"
        return False
    if not tags[verb.at] & NOUN or verb.auxiliary:
        return True
    before, after = words[verb.at - 1], words[verb.end] if verb.end < end else "."
    if before in GENITIVE or before in ARTICLES or before in ("of", "this", "that", "some", "many"):
        return False
    if tags[verb.at - 1] & POSSESSIVE or after in _AFTER_NOUNS:
        return False
    speaker = bits & (NAME | SUBJECT | ROLE | THING) or head in lexicon("english", "plural_openers")
    if _only_begins_sentence(units, subject):
        speaker = head in lexicon("english", "groups") | lexicon("english", "plural_openers")
    if verb.tense in ("base", "s"):
        if not speaker:  # "battleground states like", "medical claims on"
            return False
        if head.endswith("s") and verb.tense == "s" and not bits & (NAME | SUBJECT):
            return False
        if bits & (ROLE | THING) and tags[min(verb.end, end - 1)] & PREPOSITION:
            return False
    return True


def _only_begins_sentence(units: Units, subject: Phrase) -> bool:
    """Whether a capital of one word shows a sentence's beginning and no name: "Choose projects"."""
    at = subject.start
    if subject.end - at > 1 or units.tag[at] & (SUBJECT | ROLE | THING):
        return False
    return at == 0 or units.low[at - 1] in (".", "!", "?", ":", QUOTE)


def is_plural(units: Units, subject: Phrase) -> bool:
    """Whether a subject takes a plural verb; its head is the word before "of", "in" and such."""
    inside = units.low[subject.start : subject.end]
    link = next((k for k, word in enumerate(inside) if k and word in LINKS), len(inside))
    head, bits = inside[link - 1], units.tag[subject.start + link - 1]
    if bits & SUBJECT:
        return head not in ("he", "she", "it", "one")
    if "and" in inside or inside[0] in lexicon("english", "plural_openers"):
        return True
    return head in lexicon("english", "groups") or (
        head.endswith("s") and not head.endswith(("ss", "'s", "’s"))
    )


def may_speak(units: Units, subject: Phrase) -> bool:
    """Whether the phrase names people or what speaks for them: "the problem demands" does not."""
    for bits in units.tag[subject.start : subject.end]:
        if bits & (SUBJECT | ROLE | THING) or (bits & NAME and not bits & DETERMINER):
            return True
    return units.low[subject.end - 1] in lexicon("english", "groups")


_AFTER_NOUNS = frozenset(
    {*("of", "from", "by", "and", "or", "is", "are", "was", "were", ".", "has", "have", "had")}
)
