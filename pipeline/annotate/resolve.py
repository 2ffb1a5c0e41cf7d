"""From the words that name a speaker to the canonical name in the article."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.annotate.names import ORGANISATION, PERSON, Name
from pipeline.annotate.people import People
from pipeline.annotate.stretches import Source
from pipeline.lexicon.load import words

PRONOUNS = frozenset({"he", "she"})
OWNERS = {"his": "he", "her": "she"}
BODIES = frozenset({"office", "campaign", "team", "government", "administration"})


class Resolver:
    """Resolves the sources of one article in the order of its text."""

    def __init__(self, text: str, names: Sequence[Name], people: People) -> None:
        self._text = text
        self._names = [n for n in names if n.kind is not None]
        self._pronouns = {p.name: p.pronoun for p in people.people}
        self._last: str | None = None  # the person who spoke last

    def speaker(self, source: Source) -> str | None:
        """The canonical name, or None where the text does not tell."""
        phrase = self._text[source.start : source.end]
        if phrase.lower() in PRONOUNS:
            return self._antecedent(phrase.lower(), source.start)
        owner, _, body = phrase.lower().partition(" ")
        if owner in OWNERS and body in BODIES:  # "her office said"
            person_before = self._antecedent(OWNERS[owner], source.start)
            return f"{person_before}'s {body}" if person_before else None
        found = [n for n in self._names if source.start <= n.start and n.end <= source.end]
        person = next((n for n in found if n.kind == PERSON), None)
        if person is not None:
            self._last = person.canonical
            return person.canonical
        # "the Kremlin", "Politico": the name is the whole phrase, not a part of a role
        last = found[-1] if found else None
        if last is not None and last.kind == ORGANISATION and last.end == source.end:
            return last.canonical
        return None

    def role(self, source: Source) -> str | None:
        """The role as written: the appositive, or what stands before the name."""
        if source.apposition:
            phrase = self._text[slice(*source.apposition)]
            phrase = phrase.removeprefix("a ").removeprefix("an ").removeprefix("the ")
            if any(w.lower().strip(",") in words("english", "roles") for w in phrase.split()):
                return phrase.split(" at ")[0].split(", ")[0]
        name = self._person_in(source)
        before = self._text[source.start : name.start].strip() if name else ""
        if any(w.lower() in words("english", "roles") for w in before.split()):
            return before.removeprefix("the ").removeprefix("The ")
        return None

    def affiliation(self, source: Source) -> str | None:
        """The organisation named in the appositive or before the person's name, as written."""
        start, end = source.apposition or (source.start, source.end)
        if source.apposition is None and self._person_in(source) is None:
            return None
        inside = [
            n for n in self._names if start <= n.start and n.end <= end and n.kind == ORGANISATION
        ]
        return self._text[inside[-1].start : inside[-1].end] if inside else None

    def _person_in(self, source: Source) -> Name | None:
        inside = (n for n in self._names if source.start <= n.start and n.end <= source.end)
        return next((n for n in inside if n.kind == PERSON), None)

    def _antecedent(self, pronoun: str, at: int) -> str | None:
        """The last speaker if the pronoun fits, else the nearest person before whom it fits."""
        if self._last is not None and self._pronouns.get(self._last) in (pronoun, None):
            return self._last
        for name in reversed([n for n in self._names if n.end <= at and n.kind == PERSON]):
            if self._pronouns.get(name.canonical) == pronoun:
                self._last = name.canonical
                return name.canonical
        return None
