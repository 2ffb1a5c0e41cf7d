"""The forms of the reporting verbs, derived from the lemmas of ``lexicon/verbs.toml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pipeline.lexicon.load import entries, toml

VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Form:
    """One inflected form: ``said`` of ``say``; ``rest`` holds the particles of ``point out``.

    ``tense`` is base, s, past (simple past or regular participle), part or ing.
    """

    lemma: str
    tense: str
    rest: tuple[str, ...]
    classes: frozenset[str]


@cache
def verb_forms() -> Mapping[str, tuple[Form, ...]]:
    """First word of a form in lower case → its readings, those with most particles first."""
    classes, irregular = toml("verbs")["classes"], toml("verbs")["irregular"]
    member: dict[str, set[str]] = {}
    for name, value in classes.items():
        for lemma in entries(value):
            member.setdefault(lemma, set()).add(name)
    table: dict[str, list[Form]] = {}
    for lemma, names in member.items():
        head, *rest = lemma.split(" ")
        for tense, form in inflect(head, irregular.get(head)):
            entry = Form(lemma, tense, tuple(rest), frozenset(names))
            if entry not in table.setdefault(form, []):
                table[form].append(entry)
    return {form: tuple(sorted(t, key=lambda f: -len(f.rest))) for form, t in table.items()}


def inflect(verb: str, irregular: str | None = None) -> Iterator[tuple[str, str]]:
    """``(tense, form)`` pairs of a verb; ``irregular`` gives s, past, part and ing itself.

    >>> [form for _, form in inflect("deny")]
    ['deny', 'denies', 'denied', 'denying']
    """
    yield "base", verb
    if irregular:
        for tense, given in zip(("s", "past", "part", "ing"), irregular.split(), strict=True):
            for form in given.split("|"):
                yield tense, form
        return
    if verb.endswith("y") and verb[-2] not in VOWELS:
        yield from (("s", verb[:-1] + "ies"), ("past", verb[:-1] + "ied"), ("ing", verb + "ing"))
        return
    yield "s", verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    yield "past", verb + ("d" if verb.endswith("e") else "ed")
    yield "ing", (verb[:-1] if verb.endswith("e") else verb) + "ing"
