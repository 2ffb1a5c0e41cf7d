"""The article's own tables: people with their variants, organisations with their short names.

Every name gets its canonical form here: the fullest one under which the article knows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.annotate.gazetteer import family_first, given_names, is_medium, part_words, places
from pipeline.annotate.name import ORGANISATION, PERSON, PLACE, Name
from pipeline.lexicon.load import words

SMALL_WORDS = frozenset(
    {"of", "the", "for", "and", "of the", "for the", "and the", "&", "in", "on"}
)


@dataclass(slots=True)
class Person:
    """One person of the article; ``pronoun`` is he, she or None where nothing tells.

    ``outside`` says that only its byline or captions have named the person so far.
    """

    name: str
    words: tuple[str, ...]
    outside: bool
    titles: set[str] = field(default_factory=set)
    pronoun: str | None = None


@dataclass(slots=True)
class People:
    """Look-up of people by a part of their name."""

    people: list[Person] = field(default_factory=list)
    by_word: dict[str, list[Person]] = field(default_factory=dict)

    def add(self, name: Name, *, outside: bool = False) -> Person:
        """The person of a full name, new or known under a longer or shorter one."""
        words = _bare(name.words)
        for person in self.by_word.get(words[-1], ()):
            if person.words == words or _same(person.words, words):
                person.outside = person.outside and outside
                if len(words) > len(person.words) and not _initialled(words):
                    person.words, person.name = words, " ".join(words)
                    self._index(person)
                self._learn(person, name)
                return person
        person = Person(" ".join(words), words, outside)
        person.pronoun = given_names().get(words[0]) if len(words) > 1 else None
        self.people.append(person)
        self._index(person)
        self._learn(person, name)
        return person

    def _index(self, person: Person) -> None:
        for word in person.words:
            entry = self.by_word.setdefault(word, [])
            if person not in entry:
                entry.append(person)

    def _learn(self, person: Person, name: Name) -> None:
        if name.title:
            person.titles.add(name.title)
            tokens = name.title.split()
            if any(t in words("english", "masculine") for t in tokens):
                person.pronoun = "he"
            elif any(t in words("english", "feminine") for t in tokens):
                person.pronoun = "she"

    def find(self, name: Name) -> Person | None:
        """The only person whom a short name can mean: by last name, then title, then given name."""
        words = _bare(name.words)
        if not words:
            return None
        candidates = [
            p for p in self.by_word.get(words[-1], []) if _means(p, words, titled=bool(name.title))
        ]
        candidates = [p for p in candidates if not p.outside] or candidates
        called = _title_pronoun(name.title)
        if called is not None:  # "Mr. X" is no woman
            candidates = [p for p in candidates if p.pronoun in (called, None)]
        if len(candidates) > 1 and name.title:
            exact = [p for p in candidates if name.title in p.titles]
            candidates = exact or [p for p in candidates if called and p.pronoun == called]
        return candidates[0] if len(candidates) == 1 else None

    def same_family(self, name: Name) -> bool:
        """Whether two or more people of the article share this last name."""
        words = _bare(name.words)
        inside = [p for p in self.by_word.get(words[-1], []) if not p.outside]
        return sum(_means(p, words, titled=False) for p in inside) > 1


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """A name's words without Jr., III and the like."""
    while len(words) > 1 and words[-1] in part_words("suffixes"):
        words = words[:-1]
    return words


def _initialled(words: tuple[str, ...]) -> bool:
    return any(re.fullmatch(r"[A-Z]\.", w) for w in words)


def _same(known: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Whether two full names differ in a middle name or initial only."""
    if len(words) < 2 or len(known) < 2 or known[0] != words[0] or known[-1] != words[-1]:
        return False
    middle, other = set(known[1:-1]), set(words[1:-1])
    return not middle or not other or middle <= other or other <= middle


def _means(person: Person, words: tuple[str, ...], *, titled: bool) -> bool:
    """Whether the short name ``words`` can stand for the person."""
    if len(words) > 1:
        if words[0].lower() in part_words("particles"):  # "De Wit" at the head of a sentence
            words = (words[0].lower(), *words[1:])
        return person.words[-len(words) :] == words or _same(person.words, words)
    word = words[0]
    if word in person.words[1:]:
        return True
    if word != person.words[0] or len(person.words) == 1:
        return word == person.words[0]
    # the family name before the given one, as in Chinese; else only "Ms. X" may mean it
    return titled or word in family_first() or (word not in given_names() and word not in places())


def _title_pronoun(title: str) -> str | None:
    tokens = title.split()
    if any(t in words("english", "masculine") for t in tokens):
        return "he"
    if any(t in words("english", "feminine") for t in tokens):
        return "she"
    return None


def settle(names: Sequence[Name], outside: Iterable[Name] = ()) -> People:
    """Give every name its kind and canonical form, by the article as a whole.

    ``outside`` are names of its byline and captions: they tell who a last name means where the
    text itself does not. Names without a kind keep none; the caller drops them.
    """
    people = People()
    for name in outside:
        if name.kind == PERSON and name.sure and len(_bare(name.words)) > 1:
            name.canonical = people.add(name, outside=True).name
    for name in names:
        full = len(_bare(name.words)) > 1 and name.words[0][0].isupper()
        if name.kind == PERSON and name.sure and full:
            name.canonical = people.add(name).name
    for name in names:
        if name.kind == PERSON and not name.sure and len(name.words) > 1:
            name.canonical = people.add(name).name
    _short_names(names, people)
    _organisations(names)
    return people


def _short_names(names: Sequence[Name], people: People) -> None:
    """Last names, and kinds that the same words have elsewhere in the article."""
    sure: dict[str, str] = {}
    for name in names:
        told = name.sure or name.kind in (PERSON, PLACE)  # a role beside it, "in" before it
        if told and name.kind and len(name.words) == 1:
            sure.setdefault(name.words[0], name.kind)
    for name in names:
        if name.kind == PERSON and name.canonical:
            person = people.find(name)
            if person is not None:
                name.canonical = person.name
            continue
        if len(name.words) > 2 or (
            name.sure and name.kind != PERSON and not _surname_place(name, people)
        ):
            continue
        if name.kind is None and not _known_last(name, people):
            continue
        person = people.find(name)
        if person is not None:
            name.kind, name.canonical = PERSON, person.name
            people._learn(person, name)
        elif people.same_family(name):
            name.kind, name.canonical = PERSON, name.text
        elif name.kind == PERSON:
            name.canonical = name.text
            if name.title:
                people.add(name)
        elif name.text in sure:
            name.kind = sure[name.text]
            name.canonical = name.text if name.kind == PERSON else name.canonical


def _surname_place(name: Name, people: People) -> bool:
    """Whether a place's name is also the last name of somebody in the article."""
    if name.kind != PLACE or len(name.words) > 1:
        return False
    return any(name.words[0] in p.words[1:] for p in people.by_word.get(name.words[0], []))


def _known_last(name: Name, people: People) -> bool:
    return len(name.words) == 1 and any(
        name.words[0] == p.words[-1] for p in people.by_word.get(name.words[0], [])
    )


def _organisations(names: Iterable[Name]) -> None:
    """Short names and acronyms of organisations take the long name of the article."""
    long: dict[str, str] = {}
    listed = [n for n in names if n.kind == ORGANISATION]
    for name in listed:
        if len(name.words) > 1:
            canonical = name.canonical or name.text
            letters = "".join(w[0] for w in name.words if w not in SMALL_WORDS and w[0].isupper())
            long.setdefault(letters, canonical)
            all_letters = "".join(w[0] for w in name.words).upper()
            long.setdefault(all_letters, canonical)
            if len(name.words[0]) > 3 and name.words[0] not in places():
                long.setdefault(name.words[0], canonical)
            last = name.words[-1]
            if last not in words("organisations", "heads") or is_medium(last):
                long.setdefault(last, canonical)  # "the Rovers", "the Argus"
    for name in listed:
        if name.canonical:
            continue
        key = name.text.replace(".", "")
        if len(name.words) == 1 and key in long and (name.text.isupper() or not name.sure):
            name.canonical = long[key]
        else:
            name.canonical = name.text
