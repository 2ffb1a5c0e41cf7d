"""What a word may be in English, as bits: the word classes that the frames ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from pipeline.annotate.verb_forms import verb_forms
from pipeline.lexicon.load import toml, words

NAME = 1 << 0  # written with a capital
FINITE = 1 << 1  # surely a finite verb: an auxiliary or a past form of reporting
AUXILIARY = 1 << 2
NEGATION = 1 << 3
ADVERB = 1 << 4
DETERMINER = 1 << 5
PREPOSITION = 1 << 6
SUBORDINATOR = 1 << 7
TIME = 1 << 8
OCCASION = 1 << 9
REPORTING = 1 << 10  # some form of a verb of reporting
PAST = 1 << 11  # its past form
ROLE = 1 << 12  # what people are and do
THING = 1 << 13  # what speaks without being a person: a report, a ministry
SUBJECT = 1 << 14  # a pronoun that can only be a subject
CATENATIVE = 1 << 15
NOUN = 1 << 16  # a form of reporting that is a noun as well
POSSESSIVE = 1 << 17  # my, his, their
DASH = 1 << 18
PUNCTUATION = 1 << 19
CALENDAR = 1 << 20  # the name of a weekday or a month
VERBAL = 1 << 21  # an irregular past form, of reporting or not

_LISTS = {
    "auxiliaries": AUXILIARY,
    "negations": NEGATION,
    "adverbs": ADVERB,
    "determiners": DETERMINER,
    "prepositions": PREPOSITION,
    "subordinators": SUBORDINATOR,
    "time_words": TIME,
    "occasions": OCCASION,
    "roles": ROLE,
    "speaking_things": THING,
    "subject_pronouns": SUBJECT,
    "catenatives": CATENATIVE,
    "reporting_nouns": NOUN,
    "possessives": POSSESSIVE,
    "irregular_past": VERBAL,
}
_DASHES = ("—", "–", "-", "―", "--")


@cache
def tag_table() -> Mapping[str, int]:
    """Word in lower case → its bits."""
    table: dict[str, int] = {}
    for key, bit in _LISTS.items():
        for word in words("english", key):
            table[word] = table.get(word, 0) | bit
    for word, forms in verb_forms().items():
        past = any(form.tense == "past" for form in forms)
        table[word] = table.get(word, 0) | REPORTING | (PAST if past else 0)
    calendar = toml("text_dates")["english"]
    for name in (*calendar["weekdays"], *calendar["months"]):
        table[name.lower()] = table.get(name.lower(), 0) | CALENDAR
    for word in words("english", "roles"):
        table[word + "s"] = table.get(word + "s", 0) | ROLE
    for mark in ",;:()[]—–-―.!?…/":
        table[mark] = PUNCTUATION
    table["--"] = table["..."] = PUNCTUATION
    for mark in _DASHES:
        table[mark] |= DASH
    return {word: _finite(word, bits) for word, bits in table.items()}


def tags_of(raw: Sequence[str], low: Sequence[str]) -> list[int]:
    """The bits of words as written, ``low`` in lower case."""
    table = tag_table()
    found = [table.get(word, 0) for word in low]
    for at, word in enumerate(raw):
        bits = found[at]
        if word[0].islower():
            if not bits and len(word) > 4 and word.endswith("ly"):
                found[at] = ADVERB
            continue
        if word[0].isupper():
            bits |= NAME
            if bits & FINITE and not bits & AUXILIARY:
                bits &= ~FINITE
        found[at] = bits
    return found


def _finite(word: str, bits: int) -> int:
    if word.endswith(("n't", "n’t")):  # "didn't"
        return bits | FINITE | AUXILIARY
    surely = bits & PAST or (bits & AUXILIARY and word not in ("'s", "’s"))
    return bits | FINITE if surely else bits
