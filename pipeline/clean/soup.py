"""A subtree that lexbor parsed, as a BeautifulSoup tree."""

from __future__ import annotations

import gc

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, Tag
from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.clean.elements import BREAKING

_STRINGS = Tag.MAIN_CONTENT_STRING_TYPES


def parse(html: str) -> BeautifulSoup:
    """The body of a page or a fragment as a BeautifulSoup tree."""
    body = LexborHTMLParser(html).body
    return BeautifulSoup("", "html.parser") if body is None else soup_of(body)


def soup_of(*tops: LexborNode) -> BeautifulSoup:
    """The elements ``tops`` and all below them, without comments and without the white space at
    the beginning of blocks and behind them; attributes are strings, ``class`` too.

    A third of the time that writing the subtree out and parsing it again takes. Garbage is not
    collected while the many small objects are made.
    """
    soup = BeautifulSoup("", "html.parser")
    collects = gc.isenabled()
    gc.disable()
    try:
        last: PageElement = soup
        for top in tops:
            last = _graft(top, soup, last)
    finally:
        if collects:
            gc.enable()
    return soup


def put_in_place(tag: Tag, at: int, string: NavigableString) -> None:
    """Put ``string`` where ``tag`` is its parent's child number ``at``, and take ``tag`` out.

    BeautifulSoup's own ``replace_with`` looks for the place among all of the parent's children.
    """
    parent = tag.parent
    if parent is None or parent.contents[at] is not tag:
        raise ValueError(f"<{tag.name}> is not child {at} of its parent")
    last: PageElement = tag
    while isinstance(last, Tag) and last.contents:
        last = last.contents[-1]
    string.parent = parent
    string.previous_element, string.next_element = tag.previous_element, last.next_element
    string.previous_sibling, string.next_sibling = tag.previous_sibling, tag.next_sibling
    if string.previous_element is not None:
        string.previous_element.next_element = string
    if string.next_element is not None:
        string.next_element.previous_element = string
    if string.previous_sibling is not None:
        string.previous_sibling.next_sibling = string
    if string.next_sibling is not None:
        string.next_sibling.previous_sibling = string
    parent.contents[at] = string
    tag.parent = tag.previous_element = tag.previous_sibling = tag.next_sibling = None
    last.next_element = None


def _graft(top: LexborNode, soup: BeautifulSoup, last: PageElement) -> PageElement:
    """Append ``top`` to what ``soup`` holds; ``last`` is the end of that. The new end."""
    above = top.parent
    tags: dict[int, Tag] = {above.mem_id if above is not None else 0: soup}
    for node in top.traverse(include_text=True):
        above = node.parent
        parent = tags.get(above.mem_id if above is not None else 0)
        if parent is None:
            continue
        if node.is_text_node:
            text = node.text_content or ""
            if text.isspace() and _at_edge(parent):
                continue
            string = NavigableString(text)
            string.setup(parent, last)
            parent.contents.append(string)
            last = string
        elif node.is_element_node:
            tag = Tag(
                name=node.tag,
                parent=parent,
                previous=last,
                is_xml=False,
                interesting_string_types=_STRINGS,
            )
            tag.attrs.update({key: value or "" for key, value in node.attributes.items()})
            parent.contents.append(tag)
            tags[node.mem_id] = tag
            last = tag
    return last


def _at_edge(parent: Tag) -> bool:
    """Does what is added now stand at the beginning of a block, or right behind one?"""
    if parent.name not in BREAKING:
        return False
    before = parent.contents[-1] if parent.contents else None
    return before is None or (isinstance(before, Tag) and before.name in BREAKING)
