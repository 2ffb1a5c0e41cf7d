"""How much running text each element of a page holds."""

from __future__ import annotations

from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from pipeline.clean.elements import AROUND, INLINE
from pipeline.clean.names import CERTAIN, Names

_LONG = 40  # characters; shorter stretches of text say nothing of where the article is
_MOST = 0.4  # an element with more of the text than this is no leftover, whatever its name


@dataclass(slots=True)
class Element:
    """``weight`` counts the characters of running text in ``node``, in links none."""

    node: LexborNode
    parent: Element | None
    weight: int = 0
    children: list[Element] = field(default_factory=list)


def weigh(body: LexborNode) -> list[Element]:
    """The elements from ``body`` down, in order, with the characters of running text below each."""
    root = Element(body, None)
    known: dict[int, Element | None] = {body.mem_id: root}
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
                element = known[node.mem_id] = Element(node, parent)
                parent.children.append(element)
                order.append(element)
        elif node.is_text_node:
            length = len((node.text() or "").strip())
            if length >= _LONG:
                parent.weight += length
    for element in reversed(order):
        if element.parent is not None:
            element.parent.weight += element.weight
    return order


def discount(root: Element, names: Names) -> None:
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
