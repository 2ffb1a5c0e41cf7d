"""A cleaned subtree as blocks of text, in order."""

from __future__ import annotations

from dataclasses import dataclass, field

from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from pipeline.clean.elements import BREAKING

_KINDS = {
    **dict.fromkeys(["h1", "h2", "h3", "h4", "h5", "h6"], "subhead"),
    "li": "list_item",
    "dt": "list_item",
    "dd": "list_item",
    "blockquote": "blockquote",
}


@dataclass(slots=True)
class Piece:
    """A block before it is one: ``kind``, ``text``, the element it stood in and its links.

    ``links`` are ``(href, text)``; ``linked`` counts the characters of ``text`` inside links.
    """

    kind: str
    text: str
    tag: Tag
    links: list[tuple[str, str]] = field(default_factory=list)
    linked: int = 0
    bold: bool = False


class _Reader:
    """Collects inline text until something breaks the line."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.parts: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.breaks = 0
        self.bold = 0
        self.plain = 0

    def flush(self, tag: Tag, kind: str) -> None:
        text = " ".join("".join(self.parts).split())
        if text:
            linked = sum(len(t) for _, t in self.links)
            self.pieces.append(
                Piece(kind, text, tag, self.links, linked, self.bold > 0 and not self.plain)
            )
        self.parts, self.links, self.breaks, self.bold, self.plain = [], [], 0, 0, 0


def read_blocks(root: Tag) -> list[Piece]:
    """The blocks below ``root``. Iterative, so that depth does not matter."""
    reader = _Reader()
    stack: list[tuple[Tag, str, int]] = []  # open element, kind before it, parts before it
    kind, block = "paragraph", root
    node: PageElement | None = root
    while node is not None:
        if isinstance(node, Tag):
            name = node.name
            if name == "br":
                reader.breaks += 1
                if reader.breaks > 1:
                    reader.flush(block, kind)
                else:
                    reader.parts.append(" ")
            elif name == "table":
                reader.flush(block, kind)
                _read_table(node, reader)
                node = _skip(node, root)
                continue
            elif name in BREAKING:
                reader.flush(block, kind)
                stack.append((node, kind, 0))
                kind, block = _KINDS.get(name, kind), node
            elif name == "a":
                stack.append((node, kind, len(reader.parts)))
            if node.contents:
                node = node.contents[0]
                continue
            if stack and stack[-1][0] is node:
                kind, block = _close(stack, reader, kind, block, root)
        elif isinstance(node, NavigableString) and not isinstance(node, PreformattedString):
            text = str(node)
            if text.strip():
                reader.breaks = 0
                if _is_bold(node, block):
                    reader.bold += 1
                else:
                    reader.plain += 1
            reader.parts.append(text)
        # go on to the next sibling, closing what ends
        while node is not None and node is not root and node.next_sibling is None:
            node = node.parent
            if stack and stack[-1][0] is node:
                kind, block = _close(stack, reader, kind, block, root)
        node = None if node is None or node is root else node.next_sibling
    reader.flush(root, kind)
    return reader.pieces


def _close(
    stack: list[tuple[Tag, str, int]], reader: _Reader, kind: str, block: Tag, root: Tag
) -> tuple[str, Tag]:
    tag, before, start = stack.pop()
    if tag.name == "a":
        text = " ".join("".join(reader.parts[start:]).split())
        if text:
            reader.links.append((str(tag.get("href") or ""), text))
        return kind, block
    reader.flush(tag, kind)
    outer = next((t for t, _, _ in reversed(stack) if t.name != "a"), root)
    return before, outer


def _skip(tag: Tag, root: Tag) -> PageElement | None:
    """The node after ``tag`` and all below it, inside ``root``."""
    node: PageElement | None = tag
    while node is not None and node is not root:
        if node.next_sibling is not None:
            return node.next_sibling
        node = node.parent
    return None


def _is_bold(node: PageElement, block: Tag) -> bool:
    up = node.parent
    while up is not None and up is not block:
        if up.name in ("b", "strong"):
            return True
        up = up.parent
    return False


def _read_table(table: Tag, reader: _Reader) -> None:
    rows = [
        " ".join(cell.get_text(" ").split())
        for cell in table.find_all(["td", "th", "caption"])
        if cell.find(["td", "th"]) is None
    ]
    text = "\n".join(r for r in rows if r)
    if text:
        reader.pieces.append(Piece("table", text, table))
