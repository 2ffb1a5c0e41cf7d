"""Where the article is: the smallest element that holds its text.

lexbor reads a whole page in a millisecond and BeautifulSoup does not, so the page is weighed here
and only the element found is cleaned.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from pipeline.clean.elements import AROUND, INLINE, TEXT_BLOCKS
from pipeline.clean.names import CERTAIN, Names

_LONG = 40  # characters; shorter stretches of text say nothing of where the article is
_HELD = 0.93  # share of the text that the element must hold
_SAID = 0.75  # and from which an element is it that says so
_LEFT = 0.2  # share of the text that must be left when what names call leftovers is taken off
_MOST = 0.4  # an element with more of the text than this is no leftover, whatever its name


@dataclass(slots=True)
class _Element:
    node: LexborNode
    parent: _Element | None
    weight: int = 0
    children: list[_Element] = field(default_factory=list)


def find_subtree(body: LexborNode, names: Names) -> LexborNode:
    """The element below ``body`` that holds its running text and as little else as possible."""
    root = _weigh(body)
    before = root.weight
    _discount(root, names)
    if root.weight < _LEFT * before:  # names that say too much say nothing
        root = _weigh(body)
    if not root.weight:
        return body
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
            return element.node
        element = heavy[0]


def _says_article(node: LexborNode) -> bool:
    """Does an element say that it is the article, by its name or its microdata?"""
    attributes = node.attributes
    return node.tag == "article" or "articleBody" in (attributes.get("itemprop") or "")


def _weigh(body: LexborNode) -> _Element:
    """The elements below ``body`` with the characters of running text below each."""
    root = _Element(body, None)
    known: dict[int, _Element | None] = {body.mem_id: root}
    order = [root]  # parents before children, so that weights add up backwards however deep it is
    for node in body.traverse(include_text=True):
        above = node.parent
        parent = known.get(above.mem_id) if above is not None else None
        if parent is None:
            continue
        if node.is_element_node and node.mem_id != body.mem_id:
            if node.tag in AROUND:
                continue
            if node.tag in INLINE:
                known[node.mem_id] = parent
            else:
                element = known[node.mem_id] = _Element(node, parent)
                parent.children.append(element)
                order.append(element)
        elif node.is_text_node:
            length = len((node.text() or "").strip())
            if length >= _LONG:
                parent.weight += length
    for element in reversed(order):
        if element.parent is not None:
            element.parent.weight += element.weight
    return root


def _discount(root: _Element, names: Names) -> None:
    """Take off the weight of elements that their names call leftovers."""
    most = _MOST * root.weight
    stack = [root]
    while stack:
        element = stack.pop()
        for child in element.children:
            if not child.weight:
                continue
            rule = _rule(child.node, names)
            if rule and (child.weight < most or rule in CERTAIN):
                taken, up = child.weight, child
                child.weight = 0
                while up.parent is not None:
                    up = up.parent
                    up.weight -= taken
            else:
                stack.append(child)


def _rule(node: LexborNode, names: Names) -> str | None:
    attributes = node.attributes
    return names.rule_of(node.tag or "", attributes.get("class"), attributes.get("id"))
