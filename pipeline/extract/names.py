"""The shape of names: of a person, of an organisation, in capitals or not."""

from __future__ import annotations

import re

from pipeline.lexicon import load

PARTICLES = load.words("name_particles")
_CONJUNCTIONS = re.compile(r"\s+(?:and|und|et|y|e|og|och|en|ja|i|&|и)\s+")
_WORD = re.compile(r"[^\W\d_]+(?:['’.\-‐‑][^\W\d_]*)*")


def is_person(words: str) -> bool:
    """Whether ``words`` look like the name of one person: two to five words, capitals, no digit.

    >>> is_person("Ines de la Fuente"), is_person("Osterlund Fire Brigade"), is_person("Teo")
    (True, False, False)
    """
    parts = words.split()
    if not 2 <= len(parts) <= 5:
        return False
    organisations = load.words("organisation_words")
    for part in parts:
        bare = part.strip(".,")
        if not _WORD.fullmatch(part) or part.endswith(("'s", "’s")):
            return False
        if bare in organisations or bare.capitalize() in organisations:
            return False
        if not part[0].isupper() and bare not in PARTICLES and part[:2] not in ("d'", "d’", "al"):
            return False
    return parts[0][0].isupper() and parts[-1][0].isupper() and len(parts[-1].strip(".")) > 1


def people(words: str) -> list[str]:
    """The names in ``words`` when it is a list of people and nothing else, else an empty list.

    >>> people("Hanne Solberg, Tomas Reyes and Ana Feliz")
    ['Hanne Solberg', 'Tomas Reyes', 'Ana Feliz']
    """
    return [name_case(name) for name in names_of_people(words)]


def names_of_people(words: str) -> list[str]:
    """The names as ``people`` finds them, in the case in which they are written."""
    names = [
        name.strip() for part in words.split(",") for name in _CONJUNCTIONS.split(part.strip())
    ]
    names = [name.removeprefix("and ").removeprefix("& ") for name in names if name]
    return names if all(map(is_person, names)) else []


def name_case(name: str) -> str:
    """A name that is written in capitals as it is written elsewhere.

    >>> name_case("NGAIO O'TAMIHANA-REYES")
    "Ngaio O'Tamihana-Reyes"
    """
    if not name.isupper():
        return name
    return re.sub(r"(?<=['’])S\b|[^\W\d_]{2,}", _capitalised, name)


def _capitalised(match: re.Match[str]) -> str:
    return match[0].lower() if match[0] == "S" else match[0][0] + match[0][1:].lower()
