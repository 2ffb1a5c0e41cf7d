"""What the class names and the id of an element say that it is: the names of the cut rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from pipeline.lexicon.load import toml

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_OTHER = re.compile(r"[^a-z0-9]+")


def words_of(name: str) -> str:
    """A class or id as words between dashes.

    >>> words_of("articleRelated_box")
    '-article-related-box-'
    """
    return "-" + _OTHER.sub("-", _CAMEL.sub("-", name).lower()) + "-"


def rule_of(attributes: Mapping[str, str | None]) -> str | None:
    """The rule that cuts an element with these attributes, or None."""
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    if len(names) == 1:
        return None
    found = _pattern().search(words_of(names))
    return found.lastgroup if found else None


@cache
def _pattern() -> re.Pattern[str]:
    rules = toml("markup")
    return re.compile(
        "|".join(f"(?P<{rule}>-(?:{'|'.join(rules[rule]['words'])})-)" for rule in rules)
    )
