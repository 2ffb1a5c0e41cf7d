"""What a block says of itself: rules that tell leftovers by their words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from pipeline.clean.fold import fold
from pipeline.lexicon.load import toml

_SHORT = 240  # characters; longer blocks are prose, however they begin
_EDGES = " .,:;!?|>-•*#()[]\"'»«→▸►·"


def rule_by_words(text: str, linked: float) -> str | None:
    """The rule that cuts a block which says ``text``; ``linked`` is the share of it in links.

    >>> rule_by_words("Share this article:", 0.0)
    'share'
    >>> rule_by_words("Sharing this article was his idea.", 0.0)
    """
    if len(text) > _SHORT:
        return None
    folded = fold(text)
    whole, starts, links, contains, _ = _lexicon()
    if rule := whole.get(folded.strip(_EDGES)):
        return rule
    if found := starts.match(folded):
        return found.lastgroup
    for phrase, rule in contains:
        if phrase in folded:
            return rule
    if linked >= 0.5 and (found := links.match(folded)):
        return found.lastgroup
    return None


def section_by_words(text: str) -> str | None:
    """The rule that cuts a whole section under this heading, or None."""
    if len(text) > 80:
        return None
    sections = _lexicon()[4]
    return sections.get(fold(text).strip(_EDGES))


_Lexicon = tuple[
    dict[str, str], re.Pattern[str], re.Pattern[str], list[tuple[str, str]], dict[str, str]
]


@cache
def _lexicon() -> _Lexicon:
    rules = toml("leftovers")

    def pattern(key: str) -> re.Pattern[str]:
        groups = (
            f"(?P<{rule}>[\\W_]*(?:{_alternatives(entry[key])}))"
            for rule, entry in rules.items()
            if key in entry
        )
        return re.compile("|".join(groups))

    def table(key: str) -> dict[str, str]:
        return {text: rule for rule, entry in rules.items() for text in entry.get(key, ())}

    return (
        table("whole"),
        pattern("starts"),
        pattern("linked"),
        list(table("contains").items()),
        table("sections"),
    )


def _alternatives(texts: Iterable[str]) -> str:
    return "|".join(re.escape(text) for text in texts)
