"""What stands between headline and text: a standfirst, an introduction in a box of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from selectolax.lexbor import LexborNode

from pipeline.clean.names import HIDDEN, words_of
from pipeline.clean.text import squeeze
from pipeline.clean.weights import Element
from pipeline.lexicon.load import words

_LEAD = 60  # characters of the shortest introduction
_PURE = 0.8  # share of running text in the text of an element that is an introduction, or a part


def leads(order: Sequence[Element], chosen: Element, headline: LexborNode) -> list[LexborNode]:
    """The elements with running text between ``headline`` and the ``chosen`` element; ``order``
    holds all elements in document order."""
    holds: set[int] = set()  # what holds the chosen element
    up: Element | None = chosen
    while up is not None:
        holds.add(id(up))
        up = up.parent
    found: list[LexborNode] = []
    passed: set[int] = set()  # what was taken or is no lead, and all below it
    begun = False
    for element in order:
        node = element.node
        if element is chosen:
            return found
        if id(element.parent) in passed:
            passed.add(id(element))
        elif begun and id(element) not in holds:
            if not element.weight or _is_beside(node):
                passed.add(id(element))
            elif element.weight >= _PURE * len(squeeze(node.text(deep=True))):
                passed.add(id(element))
                if element.weight >= _LEAD:
                    found.append(node)
        if node.mem_id == headline.mem_id:
            begun = True
            passed.add(id(element))
    return []  # no headline, or it stands in the text or behind it


def _is_beside(node: LexborNode) -> bool:
    """Does an element say that it does not begin the text, or is it hidden?"""
    attributes = node.attributes
    if "hidden" in attributes or HIDDEN.search(attributes.get("style") or ""):
        return True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return bool(_beside().search(words_of(names)))


@cache
def _beside() -> re.Pattern[str]:
    return re.compile(f"-(?:{'|'.join(words('leads', 'never'))})-")
