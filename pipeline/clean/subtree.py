"""Where the article is: the smallest element that holds its text.

lexbor reads a whole page in a millisecond and BeautifulSoup does not, so the page is weighed here
and only the element found is cleaned.
"""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from pipeline.clean.elements import TEXT_BLOCKS
from pipeline.clean.leads import leads
from pipeline.clean.names import Names
from pipeline.clean.weights import Element, discount, weigh

_HELD = 0.93  # share of the text that the element must hold
_SAID = 0.75  # and from which an element is it that says so
_LEFT = 0.2  # share of the text that must be left when what names call leftovers is taken off


def find_subtree(
    body: LexborNode, names: Names, headline: LexborNode | None = None
) -> tuple[LexborNode, list[LexborNode]]:
    """The element below ``body`` that holds its running text and as little else as possible, and
    the elements with running text between ``headline`` and it: a standfirst, an introduction.
    """
    order = weigh(body)
    root = order[0]
    before = root.weight
    discount(root, names)
    if root.weight < _LEFT * before:  # names that say too much say nothing
        order = weigh(body)
        root = order[0]
    if not root.weight:
        return body, []
    element = _heaviest(root)
    return element.node, leads(order, element, headline) if headline is not None else []


def _heaviest(root: Element) -> Element:
    element = root
    while True:
        heavy = [c for c in element.children if c.weight >= _HELD * root.weight]
        if not heavy:
            heavy = [
                c
                for c in element.children
                if c.weight >= _SAID * root.weight and _says_article(c.node)
            ]
        if not heavy or heavy[0].node.tag in TEXT_BLOCKS:
            return element
        element = heavy[0]


def _says_article(node: LexborNode) -> bool:
    """Does an element say that it is the article, by its name or its microdata?"""
    attributes = node.attributes
    return node.tag == "article" or "articleBody" in (attributes.get("itemprop") or "")
