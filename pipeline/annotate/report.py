"""One frame of reported speech: who is said to have said what."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.annotate.contents import Range
from pipeline.annotate.subjects import Phrase
from pipeline.annotate.units import QUOTE, Units
from pipeline.annotate.verbs import Verb

ACCORDING = "according to"


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


def report_of(verb: Verb, source: Phrase | None, *contents: Range, begin: int) -> Report:
    """The report of a verb with its contents in order."""
    return Report((verb.at, verb.end), verb.lemma, source, contents, begin)


def quoted_enough(units: Units, verb: Verb, content: Range) -> bool:
    """Verbs that report only beside a quotation need one; blame and praise need one inside."""
    if verb.takes("judge") and not verb.takes("report", "object"):
        return has_quotation(units, content)
    if verb.takes("object"):
        return True
    return not verb.only_beside or units.low[content[0]] == QUOTE


def has_quotation(units: Units, content: Range) -> bool:
    """Whether there is a quotation in the content."""
    return QUOTE in units.low[content[0] : content[1]]
