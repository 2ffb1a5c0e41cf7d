"""The text of elements as a reader sees it."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from pipeline.clean.elements import INLINE, UNSEEN

_SPACE = re.compile(r"[\s\u200b\u2060\ufeff]+")


def squeeze(text: str) -> str:
    """Runs of white space and zero-width characters as one space, soft hyphens dropped."""
    if text.isascii():
        return " ".join(text.split())
    return _SPACE.sub(" ", text.replace("\xad", "")).strip()


def seen_text(node: LexborNode, most: int | None = None) -> str:
    """What a reader sees of a small element: scripts skipped, a space at the edge of blocks.

    Of an element with more than ``most`` characters only the beginning is read, which has more
    than ``most``, too.
    """
    return _text(node, INLINE, most)


def apart(node: LexborNode, most: int | None = None) -> str:
    """The same with a space at the edge of every element: a name and its job may touch."""
    return _text(node, frozenset(), most)


def _text(node: LexborNode, inline: frozenset[str], most: int | None = None) -> str:
    parts: list[str] = []
    held = 0
    stack: list[LexborNode | str] = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, str):
            parts.append(current)
        elif current.is_text_node:
            text = current.text_content or ""
            parts.append(text)
            if most is not None and (held := held + len(squeeze(text))) > most:
                break
        elif current.is_element_node and current.tag not in UNSEEN:
            edge = "" if current.tag in inline else " "
            stack.append(edge)
            stack.extend(reversed(list(current.iter(include_text=True))))
            stack.append(edge)
    return squeeze("".join(parts))


_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def width(text: str) -> int:
    """Characters, where a character that is a word by itself counts for three."""
    return len(text) if text.isascii() else len(text) + 2 * len(_WIDE.findall(text))
