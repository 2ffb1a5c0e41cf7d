"""The lines that a reader sees right below and above the headline: byline, date, standfirst."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from pipeline.clean.elements import INLINE, UNSEEN
from pipeline.clean.text import squeeze

_BELOW = 40  # lines read below the headline, at most
_ABOVE = 10  # and above it
_PROSE = 160  # characters of a line that is a paragraph of the article
_PARAGRAPHS = 3  # after so many the article has begun


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and the element that holds it."""

    text: str
    node: LexborNode


def below(heading: LexborNode) -> list[Line]:
    """The lines after the headline until the article has begun, nearest first."""
    found: list[Line] = []
    paragraphs = 0
    for line in _lines(_following(heading)):
        found.append(line)
        paragraphs += len(line.text) >= _PROSE
        if len(found) == _BELOW or paragraphs == _PARAGRAPHS:
            break
    return found


def above(heading: LexborNode) -> list[Line]:
    """The lines before the headline, nearest first."""
    found: list[Line] = []
    for line in _lines(_preceding(heading)):
        found.append(line)
        if len(found) == _ABOVE:
            break
    return found


def lines_from(node: LexborNode | None) -> Iterator[Line]:
    """All the lines from a node on to the end of the page."""
    return _lines(_texts_from(node))


def _lines(texts: Iterable[LexborNode]) -> Iterator[Line]:
    """Text nodes in a row that one block holds, joined."""
    parts: list[str] = []
    holder: LexborNode | None = None
    for node in texts:
        block = node.parent
        while block is not None and block.tag in INLINE and block.parent is not None:
            block = block.parent
        if block is None:
            continue
        if holder is not None and block.mem_id != holder.mem_id:
            if text := squeeze(" ".join(parts)):
                yield Line(text, holder)
            parts = []
        holder = block
        parts.append(node.text_content or "")
    if holder is not None and (text := squeeze(" ".join(parts))):
        yield Line(text, holder)


def _following(node: LexborNode) -> Iterator[LexborNode]:
    """The text nodes after an element, in document order."""
    return _texts_from(_up_and_on(node))


def _texts_from(current: LexborNode | None) -> Iterator[LexborNode]:
    while current is not None:
        if current.is_text_node:
            yield current
        inner = None if current.tag in UNSEEN else current.child
        current = inner if inner is not None else _up_and_on(current)


def _up_and_on(node: LexborNode) -> LexborNode | None:
    current: LexborNode | None = node
    while current is not None and current.next is None:
        current = current.parent
    return current.next if current is not None else None


def _preceding(node: LexborNode) -> Iterator[LexborNode]:
    """The text nodes before an element, in reverse document order."""
    current: LexborNode | None = node
    while current is not None:
        before = current.prev
        if before is None:
            current = current.parent
            continue
        current = before
        while current.tag not in UNSEEN and current.last_child is not None:
            current = current.last_child
        if current.is_text_node:
            yield current
