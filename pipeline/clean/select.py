"""CSS selection as one would expect it: lexbor gives a node once for each selector of a list that
it matches, and the element itself when that matches too.
"""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError


def select(root: LexborNode | None, selector: str) -> Iterator[LexborNode]:
    """The elements below ``root`` that match ``selector``, each once, in document order."""
    if root is None:
        return
    seen = {root.mem_id}
    for node in root.css(selector):
        if node.mem_id not in seen:
            seen.add(node.mem_id)
            yield node


def first(root: LexborNode, selector: str) -> LexborNode | None:
    """The first element below ``root`` that matches ``selector``."""
    return next(select(root, selector), None)


def split_attribute(written: str) -> tuple[str, str | None]:
    """A selector and the attribute behind its ``@``, if any.

    >>> split_attribute("time.published@datetime")
    ('time.published', 'datetime')
    """
    selector, at, attribute = written.rpartition("@")
    if at and attribute.replace("-", "").isalnum():
        return selector.strip(), attribute.strip()
    return written.strip(), None


def selector_problem(written: str) -> str | None:
    """What is wrong with a selector, with or without an attribute; None if nothing is."""
    selector, _ = split_attribute(written)
    if selector.count("[") != selector.count("]") or selector.count("(") != selector.count(")"):
        return "has a bracket without its other half"
    try:
        LexborHTMLParser("<p></p>").css(selector)
    except SelectolaxError:
        return "is not a CSS selector"
    return None
