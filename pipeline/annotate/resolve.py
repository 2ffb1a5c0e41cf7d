"""From the words that name a speaker to the canonical name in the article."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.annotate.names import ORGANISATION, PERSON, Name
from pipeline.annotate.people import People
from pipeline.annotate.quotes import Source

PRONOUNS = frozenset({"he", "she"})


class Resolver:
    """Resolves the sources of one article in the order of its text."""

    def __init__(self, text: str, names: Sequence[Name], people: People) -> None:
        self._text = text
        self._names = [n for n in names if n.kind is not None]
        self._pronouns = {p.name: p.pronoun for p in people.people}
        self._last: str | None = None  # the person who spoke last

    def speaker(self, source: Source) -> str | None:
        """The canonical name, or None where the text does not tell."""
        words = self._text[source.start : source.end]
        if words.lower() in PRONOUNS:
            return self._antecedent(words.lower(), source.start)
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

    def _antecedent(self, pronoun: str, at: int) -> str | None:
        """The last speaker if the pronoun fits, else the nearest person before whom it fits."""
        if self._last is not None and self._pronouns.get(self._last) in (pronoun, None):
            return self._last
        for name in reversed([n for n in self._names if n.end <= at and n.kind == PERSON]):
            if self._pronouns.get(name.canonical) == pronoun:
                self._last = name.canonical
                return name.canonical
        return None
