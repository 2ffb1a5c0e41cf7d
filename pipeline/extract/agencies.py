"""Which agency a few words name."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from pipeline.lexicon import load

_SUFFIXES = (" photo", " photos", " pictures", " images", " image", " foto", " file photo")
_WORD = re.compile(r"\w+")


@cache
def _table() -> tuple[dict[str, str], frozenset[str]]:
    """Every way to write an agency, exactly and (where long enough) case-folded; wire agencies."""
    lexicon = load.toml("agencies")
    known: dict[str, str] = {}
    for group in ("picture", "wire"):
        for name, variants in lexicon[group].items():
            for written in (name, *variants):
                known[written] = name
                if len(written) > 4:  # short forms are words in another case: "aap", "Epa", "mena"
                    known[written.casefold()] = name
    return known, frozenset(lexicon["wire"])


def agency_named(words: str) -> str | None:
    """The agency that ``words`` name and nothing else, by its canonical name.

    >>> agency_named("the AP"), agency_named("AFP PHOTO"), agency_named("Teo Brandvik")
    ('The Associated Press', 'AFP', None)
    """
    words = words.strip(" .,;:()[]")
    if len(words) > 50:
        return None
    known, _ = _table()
    folded = words.casefold()
    for article in ("the ", "l'", "l’", "la ", "der "):
        if folded.startswith(article):
            words, folded = words[len(article) :], folded[len(article) :]
    found = known.get(words) or known.get(folded)
    if found is None and folded.endswith(_SUFFIXES):
        for suffix in _SUFFIXES:
            if folded.endswith(suffix):
                return agency_named(words[: -len(suffix)])
    return found


def may_name_agency(text: str) -> bool:
    """Whether a word of ``text`` is the first one of an agency's name: without, it holds none.

    >>> may_name_agency("Ana Feliz / Agence France-Presse"), may_name_agency("Best of Lorne")
    (True, False)
    """
    return not _first_words().isdisjoint(_WORD.findall(text.casefold()))


@cache
def _first_words() -> frozenset[str]:
    """The first word of each name that is neither an article nor the "A" of "A.P."."""
    names = (_WORD.findall(written.casefold()) for written in ways_to_write_agencies())
    articles = ("the", "l", "la", "der", "a")
    return frozenset(next(w for w in words if w not in articles) for words in names)


def ways_to_write_agencies() -> Collection[str]:
    """Every way to write an agency that ``agency_named`` knows."""
    return _table()[0].keys()


def is_wire(agency: str) -> bool:
    """Whether a canonical name is that of an agency that sends text."""
    return agency in _table()[1]
