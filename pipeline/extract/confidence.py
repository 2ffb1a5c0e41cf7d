"""What a rule's word is worth: the share of right values that it gave on development pages.

``pipeline/lexicon/confidence.toml`` holds, by field, rule and agreement, how many values were right
of how many; ``make bench-extraction`` counts them anew and shows, cross-validated by host, what is
claimed against what is right (``docs/benchmarks/calibration.md``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.clean.fold import letters
from pipeline.lexicon.load import toml

_WEIGHT = 4  # pages that the share of a wider class counts for, where a narrower one has few
_DAYS = frozenset(["published", "modified"])
_SEEN = frozenset(
    ["below headline", "above headline", "time", "date class", "microdata", "lone date line"]
)
_OTHER = "other"  # the field whose shares stand in for fields that no development set holds


def confidence(
    field: str, rule: str, agreement: str, table: Mapping[str, Any] | None = None
) -> float:
    """The share in 0..1 of values right, of those with this rule and agreement (``agreements``).

    Where few pages showed a rule, the share of its field at that agreement counts with it. What no
    development set can show has a ``stated`` share.
    """
    table = table or toml("confidence")
    if rule in table["stated"]:
        return float(table["stated"][rule])
    rules = table.get(field) or table[_OTHER]
    estimate = 0.5
    for counts in (rules.get("*", {}), rules.get(kind(rule), {})):
        if seen := counts.get(agreement):
            estimate = (seen["right"] + _WEIGHT * estimate) / (seen["of"] + _WEIGHT)
    return round(estimate, 3)


def kind(rule: str) -> str:
    """A rule without the name of the meta that it read.

    >>> kind("meta dc.creator far off, no person"), kind("json-ld author")
    ('meta far off, no person', 'json-ld author')
    """
    if not rule.startswith("meta "):
        return rule
    tail = " far off" if " far off" in rule else ""
    return f"meta{tail}{rule[rule.index(',') :] if ',' in rule else ''}"


def comparable(field: str, value: str) -> str:
    """A value as it is compared: dates by the day, others by their letters."""
    return value[:10] if field in _DAYS else letters(value)


def agreements(kinds: Sequence[str], values: Sequence[str]) -> list[str]:
    """How each of ranked candidates stands to the others, by their rules' kinds and their values:

    ``lost`` (another value won), else ``two`` (two or more other witnesses say the same),
    ``one``, ``against`` (none does, and some say something else) or ``alone``. All of a page's
    JSON-LD is one witness, and so is a printed date: its element and its line are the same words.

    >>> agreements(["h1", "og:title", "title"], ["a", "a", "b"])
    ['one', 'one', 'lost']
    """
    found = []
    witnesses = [_witness(kind) for kind in kinds]
    for witness, value in zip(witnesses, values, strict=True):
        if value != values[0]:
            found.append("lost")
            continue
        same = {k for k, v in zip(witnesses, values, strict=True) if v == value} - {witness}
        others = any(v != value for v in values)
        found.append(
            "two" if len(same) > 1 else "one" if same else "against" if others else "alone"
        )
    return found


def _witness(kind: str) -> str:
    if kind in _SEEN:
        return "seen"
    return "json-ld" if kind.startswith("json-ld") else kind
