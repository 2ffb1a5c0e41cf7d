"""What stands between headline and text: a standfirst, an introduction in a box of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.clean.names import HIDDEN, words_of
from pipeline.clean.text import squeeze
from pipeline.clean.weights import Weights
from pipeline.lexicon.load import words

_LEAD = 60  # characters of the shortest introduction
_PURE = 0.8  # share of running text in the text of an element that is an introduction, or a part


def leads(weights: Weights, chosen: int, headline: int) -> list[int]:
    """The blocks with running text between those at ``headline`` and ``chosen``.

    ``weights`` are those of all that stands there: leftovers are for the cleaning to cut, and a
    standfirst is often called a teaser.
    """
    elements = weights.elements
    holds = set(_around(weights, chosen))
    found: list[int] = []
    passed: set[int] = set()  # what was taken or is no lead, and all below it
    begun = False
    for place in weights.below:
        if place == chosen:
            return found
        if weights.parents.get(place) in passed:
            passed.add(place)
        elif begun and place not in holds:
            weight = weights.below[place]
            if not weight or _is_beside(elements.attributes[place]):
                passed.add(place)
            elif weight >= _PURE * len(squeeze(elements.nodes[place].text(deep=True))):
                passed.add(place)
                if weight >= _LEAD:
                    found.append(place)
        if place == headline:
            begun = True
            passed.add(place)
    return []  # no headline, or it stands in the text or behind it


def _around(weights: Weights, place: int) -> Iterator[int]:
    """A block and those that hold it."""
    up: int | None = place
    while up is not None:
        yield up
        up = weights.parents.get(up)


def _is_beside(attributes: dict[str, str | None]) -> bool:
    """Does an element say that it does not begin the text, or is it hidden?"""
    if "hidden" in attributes or HIDDEN.search(attributes.get("style") or ""):
        return True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return bool(_beside().search(words_of(names)))


@cache
def _beside() -> re.Pattern[str]:
    return re.compile(f"-(?:{'|'.join(words('leads', 'never'))})-")
