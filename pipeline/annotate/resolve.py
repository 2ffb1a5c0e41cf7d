"""From the words that name a speaker to the canonical name in the article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from pipeline.annotate.gazetteer import given_names
from pipeline.annotate.marks import Span
from pipeline.annotate.name import ORGANISATION, PERSON, PLACE, Name
from pipeline.annotate.people import People
from pipeline.annotate.roles import (
    Holder,
    body_of,
    has_role,
    holder_of,
    is_role,
    tokens_of,
    written_role,
)
from pipeline.annotate.stretches import Source
from pipeline.lexicon.load import words

_IN_BRACKETS = re.compile(r" \([^()]*\)\Z")
_HEAD_ENDS = re.compile(r" (?:of|for|at|from|in|with|who|to) ")
_LOOK_BACK = 200  # names before a pronoun among which its person is looked for
PRONOUNS = frozenset({"he", "she"})
RELATIVE = frozenset({"who", "which"})
OWNERS = {"his": "he", "her": "she"}
BODIES = frozenset({"office", "campaign", "team", "government", "administration"})


def _by_given_name(name: str) -> str | None:
    """The pronoun of somebody who is called by the given name alone."""
    return given_names().get(name)


class Resolver:
    """Resolves the sources of one article in the order of its text."""

    def __init__(
        self,
        text: str,
        names: Sequence[Name],
        people: People,
        holders: Sequence[Holder],
        quotations: Iterable[Span],
    ) -> None:
        self._text = text
        self._names = [n for n in names if n.kind is not None]
        self._starts = [n.start for n in self._names]
        self._pronouns = {p.name: p.pronoun or _by_given_name(p.name) for p in people.people}
        self._holders = holders
        self._first = {n.canonical: n for n in reversed(self._names) if n.kind == PERSON}
        self._learnt: dict[str, str] = {}  # roles of people named only after they spoke
        self._quotations = sorted((span.start, span.end) for span in quotations)
        self._last: str | None = None  # the person who spoke last, and where
        self._spoke = -1
        self._unnamed = -1  # where somebody without a name spoke last
        self._body: tuple[str, int] | None = None  # the organisation that spoke last, and where

    def speaker(self, source: Source) -> str | None:
        """The canonical name, or None where the text does not tell."""
        phrase = self._text[source.start : source.end]
        named = self._speaker(source, phrase)
        if named is None and has_role(tokens_of(_HEAD_ENDS.split(phrase)[0])[-1:]):
            self._last, self._unnamed = None, source.start  # "one doctor": "she" is nobody known
        return named

    def _speaker(self, source: Source, phrase: str) -> str | None:
        if phrase.lower() in PRONOUNS:
            return self._antecedent(phrase.lower(), source.start)
        if phrase.lower() in RELATIVE:
            return self._relative(source.start)
        if phrase.lower() == "it":
            return self._last_body(source.start, paragraphs=1)
        owner, _, body = phrase.lower().partition(" ")
        if owner in OWNERS and body in BODIES:  # "her office said"
            person_before = self._antecedent(OWNERS[owner], source.start)
            return f"{person_before}'s {body}" if person_before else None
        people = self._people_in(source.start, source.end)
        if not people and source.apposition:  # "his daughter, the novelist Clara Arnau,"
            people = self._people_in(*source.apposition)
        if people:
            self._speaks(people[0], source.start)
            return " and ".join(people)
        if phrase.isupper() and (labelled := self._shouted(phrase)):
            return labelled
        holder = holder_of(phrase, self._holders) or self._named_next(phrase, source.end)
        if holder is not None:
            return self._speaks(holder, source.start)
        named = self._organisation(source, phrase) or body_of(phrase, self._names)
        the, *noun = tokens_of(phrase) or [""]
        if (
            named is None
            and the == "the"
            and len(noun) == 1
            and noun[0] in words("english", "bodies")
        ):
            named = self._last_body(source.start, paragraphs=2)  # "the company"
        if named is not None:
            self._body = named, source.start
        return named

    def _last_body(self, at: int, *, paragraphs: int) -> str | None:
        """The organisation that spoke last, in this paragraph or the ones before."""
        if self._body is None:
            return None
        since = at
        for _ in range(paragraphs):
            since = self._text.rfind("\n\n", 0, max(since, 0))
        return self._body[0] if self._body[1] > since else None

    def _organisation(self, source: Source, phrase: str) -> str | None:
        """``the Kremlin``, ``the carmaker X``: the name is the phrase, and no part of a role."""
        end = source.start + len(_IN_BRACKETS.sub("", phrase))
        plain = words("english", "bodies") | {"the", "rival", "its"}
        for name in self._inside(source.start, end):
            before = tokens_of(self._text[source.start : name.start])
            whole = name.end == end and plain.issuperset(before)
            if whole and name.kind in (ORGANISATION, PLACE):
                return name.canonical or name.text
        # written elsewhere where it is a name for sure: a label of a transcript
        same = (n.canonical or n.text for n in self._names if n.text == phrase)
        return next(same, None)

    def role(self, source: Source, speaker: str | None) -> str | None:
        """The role as written: beside the name here, else where the article tells it first."""
        phrase = self._text[slice(*source.apposition)] if source.apposition else ""
        if has_role(tokens_of(phrase)) and self._person_in(*source.apposition or (0, 0)) is None:
            return written_role(phrase)
        phrase = self._text[source.start : source.end]
        name = self._person_in(source.start, source.end)
        before = self._text[source.start : name.start] if name else phrase
        tokens = tokens_of(before)
        if has_role(tokens) if name else has_role(tokens_of(_HEAD_ENDS.split(before)[0])[-1:]):
            return written_role(before)
        known = (h.written for h in self._holders if h.person == speaker)
        return next(known, self._learnt.get(speaker or ""))

    def affiliation(self, source: Source, speaker: str | None) -> str | None:
        """The organisation named beside the person, as written: here, else where it is first."""
        start, end = source.apposition or (source.start, source.end)
        if self._person_in(source.start, source.end) or has_role(tokens_of(self._text[start:end])):
            bodies = [n for n in self._inside(start, end) if n.kind == ORGANISATION]
            if bodies:
                return self._text[bodies[-1].start : bodies[-1].end]
        known = (h.affiliation for h in self._holders if h.person == speaker and h.affiliation)
        return next(known, None)

    def _inside(self, start: int, end: int) -> list[Name]:
        """The names in a range of the text."""
        first = bisect_left(self._starts, start)
        behind = bisect_left(self._starts, end)
        return [name for name in self._names[first:behind] if name.end <= end]

    def _people_in(self, start: int, end: int) -> list[str]:
        """The people whom the words mean: two that "and" joins, else one.

        Not the one of "a spokesman for X" or "X's lawyer".
        """
        found: list[str] = []
        at = start
        for name in self._inside(start, end):
            if name.kind != PERSON:
                continue
            before = tokens_of(self._text[at : name.start])
            while before and before[-1] in words("english", "titles"):
                before.pop()
            of_another = before and before[-1] in words("english", "prepositions")
            joined = not found or before == ["and"]
            if joined and not of_another and not self._text.startswith(("'s", "’s"), name.end):
                found.append(name.canonical or name.text)
                at = name.end
        return found

    def _person_in(self, start: int, end: int) -> Name | None:
        people = self._people_in(start, end)
        inside = self._inside(start, end)
        return next((n for n in inside if people and n.canonical == people[0]), None)

    def _shouted(self, label: str) -> str | None:
        """The person of a transcript's label: ``QUILL``."""
        fits = {p for p in self._pronouns if p.split()[-1].upper() == label.split()[-1]}
        return fits.pop() if len(fits) == 1 else None

    def _antecedent(self, pronoun: str, at: int) -> str | None:
        """Who "he" or "she" is: someone of the paragraph, else who spoke last, else the nearest.

        In the paragraph the last speaker comes first, then whom the pronoun surely fits.
        """
        known = bisect_left(self._starts, at)
        before = [
            n
            for n in self._names[max(0, known - _LOOK_BACK) : known]
            if n.kind == PERSON and n.start > self._unnamed and not self._in_quotation(n.start)
        ]
        paragraph = self._text.rfind("\n\n", 0, at)
        here = [n.canonical for n in before if n.start > paragraph]
        last = [self._last] if self._last is not None else []
        sure, open_ = (pronoun,), (pronoun, None)
        since = self._text.find("\n\n", max(self._spoke, 0))  # behind the last speaker's paragraph
        turned = [n.canonical for n in before if n.initial and 0 <= since < n.start]
        choices = (
            ([name for name in last if name in here or self._spoke > paragraph], open_),
            (here, sure),
            (here, open_),
            (turned[-1:], open_),  # "Delaney has. ..." in a paragraph between
            (last, open_),
            ([n.canonical for n in reversed(before)], sure),
        )
        for people, fitting in choices:
            found = next((p for p in people if self._pronouns.get(p) in fitting), None)
            if found is not None:
                return self._speaks(found, at)
        return None

    def _in_quotation(self, at: int) -> bool:
        """Whether the offset stands between quotation marks."""
        span = bisect_left(self._quotations, (at,)) - 1
        return span >= 0 and at < self._quotations[span][1]

    def _speaks(self, person: str, at: int) -> str:
        self._last, self._spoke = person, at
        return person

    def _relative(self, at: int) -> str | None:
        """The name before "who": ``Ada Quill, 31, who said``."""
        known = bisect_left(self._starts, at)
        name = self._names[known - 1] if known else None
        if name is None or name.kind == PLACE:
            return None
        between = self._text[name.end : at]
        if name.end == at - 1 or re.fullmatch(r",(?: [\w.-]{1,12},)? ", between):
            return name.canonical or name.text
        return None

    def _named_next(self, phrase: str, end: int) -> str | None:
        """The person whom the next paragraph begins with, where a role alone stood before.

        ``The mayor said it leaks. ¶ Tom Brandt told the council ...``: a name met for the first
        time, with no role of its own beside it.
        """
        if not is_role(tokens_of(phrase)):
            return None
        start = self._text.find("\n\n", end) + 2
        if start < 2:
            return None
        name = next((n for n in self._names if n.start >= start), None)
        if name is None or name.kind != PERSON or name.start != start or name.title:
            return None
        introduced = any(h.person == name.canonical for h in self._holders)
        first = self._first.get(name.canonical)
        if first is not name or introduced:
            return None
        self._learnt[name.canonical] = written_role(phrase)
        return name.canonical
