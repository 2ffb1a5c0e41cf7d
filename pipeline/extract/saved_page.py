"""Lines that a page leaves in a text saved from it: navigation, shares, promotions, copyright."""

from __future__ import annotations

import re
from functools import cache

from pipeline.clean.phrases import rule_by_words
from pipeline.lexicon import load

_LONGEST = 300
_CORE = re.compile(r"[^\W\d_](?:.*[^\W\d_])?", re.DOTALL)  # from the first letter to the last


def leftover(text: str) -> str | None:
    """The rule by which a line is no part of an article's prose, in any language of the lexicons.

    >>> leftover("Story continues below advertisement"), leftover("Read more: The trams")
    ('advert', 'leftover')
    >>> leftover("Sign up or stay home, the coach said, and twelve players signed up.")
    """
    if len(text) > _LONGEST:
        return None
    folded = text.casefold().replace("’", "'")
    lines, openings = _lexicon()
    core = _CORE.search(folded)
    if (
        folded in lines
        or (core and core[0] in lines)
        or not any(c.isalnum() for c in folded)
        or openings.match(folded.lstrip(' \t*-–—>»•|▶►"'))
    ):
        return "leftover"
    return rule_by_words(text, 0.0)


@cache
def _lexicon() -> tuple[frozenset[str], re.Pattern[str]]:
    lexicon = load.toml("saved_pages")
    lines = frozenset(line for language in lexicon["lines"].values() for line in language)
    openings = [opening for language in lexicon["openings"].values() for opening in language]
    return lines, re.compile("|".join(f"(?:{o})" for o in openings))
