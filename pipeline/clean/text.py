"""The text of elements as a reader sees it."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from pipeline.clean.elements import INLINE, UNSEEN

_SPACE = re.compile(r"[\s\u200b\u2060\ufeff]+")


def squeeze(text: str) -> str:
    """Runs of white space and zero-width characters as one space, soft hyphens dropped."""
    return _SPACE.sub(" ", text.replace("\xad", "")).strip()


def seen_text(node: LexborNode) -> str:
    """What a reader sees of a small element: scripts skipped, a space at the edge of blocks."""
    return _text(node, INLINE)


def apart(node: LexborNode) -> str:
    """The same with a space at the edge of every element: a name and its job may touch."""
    return _text(node, frozenset())


def _text(node: LexborNode, inline: frozenset[str]) -> str:
    parts: list[str] = []
    stack: list[LexborNode | str] = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, str):
            parts.append(current)
        elif current.is_text_node:
            parts.append(current.text_content or "")
        elif current.is_element_node and current.tag not in UNSEEN:
            edge = "" if current.tag in inline else " "
            stack.append(edge)
            stack.extend(reversed(list(current.iter(include_text=True))))
            stack.append(edge)
    return squeeze("".join(parts))
