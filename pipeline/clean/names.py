"""What the class names and the id of an element say that it is: the names of the cut rules."""

from __future__ import annotations

import re
from functools import cache

from pipeline.clean.elements import INLINE
from pipeline.lexicon.load import toml

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_OTHER = re.compile(r"[^a-z0-9]+")
_OPENING = frozenset(["comments", "postcomment", "respond", "reply-title", "comments-title"])
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])

HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")  # a style that hides
_LONGEST = 60  # characters; a longer id is an address or a sentence, not a name


def words_of(name: str) -> str:
    """A class or id as words between dashes.

    >>> words_of("articleRelated_box")
    '-article-related-box-'
    """
    return "-" + _OTHER.sub("-", _CAMEL.sub("-", name).lower()).strip("-") + "-"


def rule_of(tag: str, classes: str | None, id: str | None) -> str | None:
    """The rule that cuts an element of this name, class attribute and id, or None.

    The id of a heading is made of its own words, so it says nothing of its place, but where it is
    one of those that software gives the heading of the comments.

    >>> rule_of("div", "box relatedPosts", None)
    'related'
    >>> rule_of("h2", None, "how-to-share-a-flat")
    """
    names = (classes or "").split()
    if id and (tag not in _HEADINGS or id in _OPENING) and len(id) <= _LONGEST and "/" not in id:
        names.append(id)
    if not names:
        return None
    pattern, whole = _lexicon()
    for name in names:
        if rule := whole.get(name):
            return rule
    if tag in INLINE:
        return None
    found = pattern.search("".join(words_of(name) for name in names))
    return found.lastgroup if found else None


class Names:
    """``rule_of`` for the elements of one page, where most names recur."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str | None, str | None], str | None] = {}

    def rule_of(self, tag: str, classes: str | None, id: str | None) -> str | None:
        """The rule that cuts an element of this name, class attribute and id, or None."""
        if not classes and not id:
            return None
        names = (tag, classes, id)
        if names not in self._known:
            self._known[names] = rule_of(tag, classes, id)
        return self._known[names]


# What these say is never the article, however long it is.
CERTAIN = frozenset(["comments", "consent"])


@cache
def _lexicon() -> tuple[re.Pattern[str], dict[str, str]]:
    rules = toml("markup")
    named = "|".join(f"(?P<{rule}>{'|'.join(entry['words'])})" for rule, entry in rules.items())
    pattern = f"-(?<!-no-)(?<!-has-)(?<!-with-)(?<!-without-)(?:{named})-"
    whole = {name: rule for rule, entry in rules.items() for name in entry.get("classes", ())}
    return re.compile(pattern), whole
