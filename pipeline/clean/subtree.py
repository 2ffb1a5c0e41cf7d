"""Where the article is: the smallest element that holds its text.

lexbor reads a whole page in a millisecond and BeautifulSoup does not, so the page is weighed here
and only the element found is cleaned.
"""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from pipeline.clean.elements import TEXT_BLOCKS
from pipeline.clean.index import Index
from pipeline.clean.leads import leads
from pipeline.clean.names import Names
from pipeline.clean.weights import Weights, weigh

_HELD = 0.93  # share of the text that the element must hold
_SAID = 0.75  # and from which an element is it that says so
_LEFT = 0.2  # share of the text that must be left when what names call leftovers is taken off


def find_subtree(
    elements: Index, body: LexborNode, names: Names, headline: LexborNode | None = None
) -> tuple[LexborNode, list[LexborNode]]:
    """The element below ``body`` that holds its running text and as little else as possible, and
    the elements with running text between ``headline`` and it: a standfirst, an introduction.
    """
    whole = weigh(elements, body)
    weights = whole.without_leftovers(names)
    if weights.below[whole.top] < _LEFT * whole.below[whole.top]:
        weights = whole  # names that say too much say nothing
    if not weights.below[weights.top]:
        return body, []
    place = _heaviest(weights)
    found = leads(whole, place, elements.place(headline)) if headline is not None else []
    return elements.nodes[place], [elements.nodes[lead] for lead in found]


def _heaviest(weights: Weights) -> int:
    """The place of the innermost block that holds nearly all."""
    tags, place, text = weights.elements.tags, weights.top, weights.below[weights.top]
    for inner, around in weights.parents.items():
        share = weights.below[inner] / text
        if around != place or share < _SAID:
            continue
        if share >= _HELD or _says_article(weights.elements, inner):
            if tags[inner] in TEXT_BLOCKS:
                break
            place = inner
    return place


def _says_article(elements: Index, place: int) -> bool:
    """Does an element say that it is the article, by its name or its microdata?"""
    stated = elements.attributes[place].get("itemprop") or ""
    return elements.tags[place] == "article" or "articleBody" in stated
