"""CSS selection as one would expect it: lexbor gives a node once for each selector of a list that
it matches, and the element itself when that matches too.
"""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborNode


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
