"""How much text each element of a tree holds, kept right while parts are taken out."""

from __future__ import annotations

from bs4.element import NavigableString, Tag


class Sizes:
    """Characters of text below each element, the white space around each string not counted.

    Counted once, from the leaves up: asking an element for its text each time would read a page
    as often as it is deep.
    """

    def __init__(self, root: Tag) -> None:
        sizes = {id(root): 0}
        tags = [root]
        for node in root.descendants:
            if isinstance(node, Tag):
                sizes[id(node)] = 0
                tags.append(node)
            elif type(node) is NavigableString and node.parent is not None:
                sizes[id(node.parent)] += len(node.strip())
        for tag in reversed(tags):
            if tag is not root and tag.parent is not None:
                sizes[id(tag.parent)] += sizes[id(tag)]
        self._sizes = sizes
        self.whole = sizes[id(root)]  # before anything is taken out

    def of(self, tag: Tag) -> int:
        """The characters below ``tag``."""
        return self._sizes[id(tag)]

    def take_off(self, tag: Tag) -> None:
        """Take the text of ``tag``, which goes, off what stands around it."""
        size, around = self._sizes[id(tag)], tag.parent
        while size and around is not None:
            self._sizes[id(around)] -= size
            around = around.parent
