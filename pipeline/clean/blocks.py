"""A cleaned subtree as blocks of text, in order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from pipeline.clean.elements import BREAKING
from pipeline.clean.tables import read_table

_KINDS = {
    **dict.fromkeys(["h1", "h2", "h3", "h4", "h5", "h6"], "subhead"),
    "li": "list_item",
    "dt": "list_item",
    "dd": "list_item",
    "blockquote": "blockquote",
}

_SENTENCE_END = re.compile(r"[.!?…。！？।][\d\])}'\"“”‘’»]*$")
_SENTENCE = 50  # characters of a line that is a paragraph if it ends as a sentence does


@dataclass(slots=True)
class Piece:
    """A block before it is one: ``kind``, ``text``, the element it stood in and its links.

    ``links`` are ``(href, text)``; ``linked`` counts the characters of ``text`` inside links.
    ``in_link`` says that the block lies in a link, as the lines of a teaser card do.
    """

    kind: str
    text: str
    tag: Tag
    links: list[tuple[str, str]] = field(default_factory=list)
    linked: int = 0
    bold: bool = False
    in_link: bool = False


class Mark(PreformattedString):
    """Stands where an element was cut: its text is the number of the cut."""

    PREFIX = SUFFIX = ""


@dataclass(slots=True)
class Blocks:
    """The pieces in order, and before which of them each marked cut stood."""

    pieces: list[Piece]
    places: dict[int, int]


@dataclass(slots=True)
class _Line:
    """What stands between two breaks of a line."""

    parts: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    bold: int = 0
    plain: int = 0
    text: str = ""
    in_link: bool = False


class _Reader:
    """Collects inline text until something breaks the block."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.line = _Line()
        self.lines: list[_Line] = []
        self.anchors: list[tuple[Tag, int]] = []  # open links, and the parts before each
        self.breaks = 0

    def open_link(self, tag: Tag) -> None:
        self.anchors.append((tag, len(self.line.parts)))

    def close_link(self) -> None:
        self._link(*self.anchors.pop())

    def end_line(self) -> None:
        """The line ends, the block may go on."""
        line = self.line
        if not line.parts:
            return
        for tag, start in self.anchors:
            self._link(tag, start)
            line.in_link = line.in_link or not "".join(line.parts[:start]).strip()
        self.anchors = [(tag, 0) for tag, _ in self.anchors]
        line.text = " ".join("".join(line.parts).split())
        if line.text:
            self.lines.append(line)
        self.line = _Line()

    def flush(self, tag: Tag, kind: str) -> None:
        """The block ends. Where each of its lines is a paragraph, so many blocks."""
        self.breaks = 0
        if not self.line.parts and not self.lines:
            return
        self.end_line()
        lines, self.lines = self.lines, []
        group: list[_Line] = []
        for n, line in enumerate(lines):
            group.append(line)
            if n + 1 == len(lines) or _ends_paragraph(line, lines[n + 1]):
                self._add(group, tag, kind)
                group = []

    def add_table(self, tag: Tag, rows: list[str]) -> None:
        """A table of data is a block of its own, a line a row."""
        text = "\n".join(rows)
        links = [
            (str(a.get("href") or ""), said)
            for a in tag.find_all("a")
            if (said := " ".join(a.get_text(" ").split()))
        ]
        self.pieces.append(Piece("table", text, tag, links, sum(len(said) for _, said in links)))

    def _add(self, group: list[_Line], tag: Tag, kind: str) -> None:
        links = [link for line in group for link in line.links]
        self.pieces.append(
            Piece(
                kind,
                " ".join(line.text for line in group),
                tag,
                links,
                sum(len(text) for _, text in links),
                any(line.bold for line in group) and not any(line.plain for line in group),
                all(line.in_link for line in group),
            )
        )

    def _link(self, tag: Tag, start: int) -> None:
        text = " ".join("".join(self.line.parts[start:]).split())
        if text:
            self.line.links.append((str(tag.get("href") or ""), text))


def _ends_paragraph(line: _Line, following: _Line) -> bool:
    """Is a single break the end of a paragraph: behind a sentence, or around a bold heading?

    Lines of verse, of an address or of a list of names go on.
    """
    if line.bold and not line.plain and following.plain and len(following.text) >= _SENTENCE:
        return True
    if len(line.text) < _SENTENCE or not _SENTENCE_END.search(line.text):
        return False
    return len(following.text) >= _SENTENCE or (following.bold > 0 and not following.plain)


def read_blocks(root: Tag) -> Blocks:
    """The blocks below ``root``. Iterative, so that depth does not matter."""
    reader = _Reader()
    places: dict[int, int] = {}
    stack: list[tuple[Tag, str]] = []  # open elements, and the kind before each
    kind, block = "paragraph", root
    node: PageElement | None = root
    while node is not None:
        if isinstance(node, Tag):
            name, inner = node.name, node.contents
            if name == "br" or (not node.contents and "br" in _classes(node)):
                reader.breaks += 1
                if reader.breaks > 1:
                    reader.flush(block, kind)
                else:
                    reader.end_line()
            elif name == "table" and (rows := read_table(node)):
                reader.flush(block, kind)
                reader.add_table(node, rows)
                inner = []
            elif name in BREAKING:
                reader.flush(block, kind)
                stack.append((node, kind))
                kind, block = _KINDS.get(name, kind), node
            elif name == "a":
                reader.open_link(node)
                stack.append((node, kind))
            if inner:
                node = inner[0]
                continue
            if stack and stack[-1][0] is node:
                kind, block = _close(stack, reader, kind, block, root)
        elif isinstance(node, Mark):
            places[int(node)] = len(reader.pieces)
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            text = str(node)
            if text.strip():
                reader.breaks = 0
                if _is_bold(node, block):
                    reader.line.bold += 1
                else:
                    reader.line.plain += 1
            reader.line.parts.append(text)
        # go on to the next sibling, closing what ends
        while node is not None and node is not root and node.next_sibling is None:
            node = node.parent
            if stack and stack[-1][0] is node:
                kind, block = _close(stack, reader, kind, block, root)
        node = None if node is None or node is root else node.next_sibling
    reader.flush(root, kind)
    return Blocks(reader.pieces, places)


def _close(
    stack: list[tuple[Tag, str]], reader: _Reader, kind: str, block: Tag, root: Tag
) -> tuple[str, Tag]:
    tag, before = stack.pop()
    if tag.name == "a":
        reader.close_link()
        return kind, block
    reader.flush(tag, kind)
    for outer, _ in reversed(stack):
        if outer.name != "a":
            return before, outer
    return before, root


def _classes(tag: Tag) -> list[str]:
    """The classes of an element; some editors write ``<span class="br">`` for the element."""
    return str(tag.attrs.get("class") or "").split() if tag.name == "span" else []


def _is_bold(node: PageElement, block: Tag) -> bool:
    up = node.parent
    while up is not None and up is not block:
        if up.name in ("b", "strong") or "strong" in _classes(up):
            return True
        up = up.parent
    return False
