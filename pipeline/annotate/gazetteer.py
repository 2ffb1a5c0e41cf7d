"""Known names: places with their countries, organisations with their variants, given names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.lexicon.load import toml, words

SMALL = 100  # thousands of inhabitants below which a city needs a locative beside it


@dataclass(frozen=True, slots=True)
class Place:
    """A place by one of its names; ``sure`` says that the name alone is enough."""

    name: str
    country: str | None
    sure: bool


def lines(file: str, key: str) -> list[list[str]]:
    """The lines of a list whose parts are separated by ``=``."""
    value: str = toml(file)[key]
    return [[p.strip() for p in line.split(" = ")] for line in value.splitlines() if line.strip()]


@cache
def places() -> Mapping[str, Place]:
    """Name → place; of two places of one name the country, the state or the bigger city."""
    ambiguous = words("places", "ambiguous")
    table: dict[str, Place] = {}
    text = files("pipeline.lexicon").joinpath("cities.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        name, country, kind, size = line.split("\t")
        sure = name not in ambiguous and (kind != "city" or int(size) >= SMALL)
        table[name] = Place(name, country, sure)
    for name, code, canonical in lines("places", "aliases"):
        table[name] = Place(canonical, None if code == "-" else code, True)
    return table


@cache
def organisations() -> Mapping[str, tuple[str, str | None]]:
    """Name → canonical name, and ``media`` or ``agency`` for those that report news.

    An agency's canonical name is the one of its credits, "The Associated Press".
    """
    table: dict[str, tuple[str, str | None]] = {}
    for key, kind in (("known", None), ("media", "media")):
        for canonical, *variants in lines("organisations", key):
            bare = canonical.removeprefix("The ")
            for name in (canonical, *variants):
                table.setdefault(name, (bare, kind))
                table.setdefault(name.removeprefix("The "), (bare, kind))
    initials = words("organisations", "agency_initials")
    for canonical, variants in toml("agencies")["wire"].items():
        for name in (canonical, *variants):
            bare = name.removeprefix("The ")
            if bare in initials or (bare[0].isupper() and not (bare.isupper() and len(bare) < 6)):
                table.setdefault(bare, (canonical, "agency"))
    return table


def is_medium(name: str) -> bool:
    """Whether an organisation's name is built like a newspaper's or a station's."""
    return name.split(" ")[-1] in words("organisations", "media_heads")


@cache
def given_names() -> Mapping[str, str | None]:
    """Given name → ``he``, ``she`` or None where it is used for both."""
    lexicon: dict[str, str] = toml("people")["given"]
    table: dict[str, str | None] = {}
    for pronoun, value in lexicon.items():
        for name in value.replace("\n", ",").split(","):
            name = name.strip()
            if name:
                table[name] = None if pronoun == "either" or name in table else pronoun
    return table


@cache
def family_first() -> frozenset[str]:
    """Family names that are written before the given name."""
    return part_words("family_first")


@cache
def part_words(key: str) -> frozenset[str]:
    """A list of ``[parts]``: particles, suffixes, family_first."""
    return words("people", "parts." + key)
