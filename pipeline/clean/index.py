"""The elements of a page, gathered in one walk: rules look up what they ask for, instead of having
the whole tree searched anew for each of them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from selectolax.lexbor import LexborNode

from pipeline.clean.selectors import Compound, Condition, read_selector

_LONG = 40  # characters; shorter stretches of text say nothing of where the article is


class Index:
    """The elements below ``root``, in document order: a place is the number of one.

    ``nodes``, ``tags``, ``attributes`` and ``parents`` are as long as there are elements; ``ends``
    has the place behind all that is below each, ``prose`` the characters of running text right in
    each. One instance a page.
    """

    def __init__(self, root: LexborNode | None) -> None:
        self.nodes: list[LexborNode] = []
        self.tags: list[str] = []
        self.attributes: list[dict[str, str | None]] = []
        self.parents: list[int] = []
        self.prose: list[int] = []
        self._places: dict[int, int] = {}
        self._stated: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        if root is not None:
            self._read(root)
        self.ends = list(range(1, len(self.nodes) + 1))
        for place in range(len(self.nodes) - 1, 0, -1):
            parent, end = self.parents[place], self.ends[place]
            if end > self.ends[parent]:
                self.ends[parent] = end
        self._gone: set[int] = set()
        self._found: dict[str, list[int]] = {}  # by selector: rules ask again around each picture
        self._tagged: dict[str, list[int]] = {}
        for place, tag in enumerate(self.tags):
            self._tagged.setdefault(tag, []).append(place)
        self._values: dict[str, _Values] = {}

    def _read(self, root: LexborNode) -> None:
        places = self._places
        for node in root.traverse(include_text=True):
            above = node.parent
            parent = places.get(above.mem_id, 0) if above is not None else 0
            if node.is_element_node:
                places[node.mem_id] = len(self.nodes)
                self.nodes.append(node)
                self.tags.append(node.tag or "")
                attributes = node.attributes
                self.attributes.append(attributes)
                for name, value in attributes.items():
                    self._stated[name].append((len(self.nodes) - 1, value or ""))
                self.parents.append(parent)
                self.prose.append(0)
            elif node.is_text_node:
                length = len((node.text_content or "").strip())
                if length >= _LONG:
                    self.prose[parent] += length

    def place(self, node: LexborNode) -> int:
        """The place of an element."""
        return self._places[node.mem_id]

    def below(self, node: LexborNode) -> range:
        """The places of an element and of all below it."""
        place = self.place(node)
        return range(place, self.ends[place])

    def places(self, selector: str, below: LexborNode | None = None) -> list[int]:
        """Where elements match ``selector`` (see ``clean/selectors.py``), in document order: on the
        whole page, or below an element.
        """
        if selector not in self._found:
            matches = {place for path in read_selector(selector) for place in self._along(path)}
            self._found[selector] = sorted(matches - self._gone)
        found = self._found[selector]
        if below is None:
            return found
        return [found[at] for at in _within(found, self.below(below)[1:])]

    def count(self, selector: str, node: LexborNode) -> int:
        """How many elements match ``selector``: ``node`` and those below it."""
        return len(_within(self.places(selector), self.below(node)))

    def select(self, selector: str, below: LexborNode | None = None) -> list[LexborNode]:
        """The elements that match ``selector``, in document order."""
        return [self.nodes[place] for place in self.places(selector, below)]

    def drop(self, nodes: Iterable[LexborNode]) -> None:
        """Take elements out of the page, with all below them."""
        self._found.clear()
        for place in [self.place(node) for node in nodes]:
            if not self.is_gone(place):
                self._gone.update(range(place, self.ends[place]))
                self.nodes[place].decompose()

    def is_gone(self, place: int) -> bool:
        """Was an element taken out?"""
        return place in self._gone

    def _along(self, path: Sequence[Compound]) -> Iterable[int]:
        """Where the last element of a path of ancestors stands."""
        found = self._matching(path[0])
        for compound in path[1:]:
            if inside := self._inside(found):
                found = [place for place in self._matching(compound) if place in inside]
            else:
                return ()
        return found

    def _inside(self, places: Iterable[int]) -> set[int]:
        """The places below any of some elements."""
        inside: set[int] = set()
        end = 0
        for place in sorted(places):
            if place >= end:
                end = self.ends[place]
                inside.update(range(place + 1, end))
        return inside

    def _matching(self, compound: Compound) -> Iterable[int]:
        tag, conditions = compound
        if not conditions:
            return self._tagged.get(tag, ())
        places = self._values_of(conditions[0].name).matching(conditions[0])
        return (
            place
            for place in places
            if (not tag or self.tags[place] == tag)
            and all(c.holds_in(self.attributes[place]) for c in conditions[1:])
        )

    def _values_of(self, name: str) -> _Values:
        if name not in self._values:
            self._values[name] = _Values(self._stated.get(name, ()))
        return self._values[name]


def _within(places: list[int], region: range) -> range:
    """Which of the places, in order, lie in a region."""
    return range(bisect_left(places, region.start), bisect_left(places, region.stop))


class _Values:
    """What an attribute says on a page, and where: each value is read once however often it is."""

    def __init__(self, stated: Iterable[tuple[int, str]]) -> None:
        self._places: dict[str, list[int]] = {}
        for place, value in stated:
            self._places.setdefault(value, []).append(place)
        self._values = list(self._places)
        folded = [value.lower() for value in self._values]
        self._text = "\n".join(folded)  # where parts are looked for
        self._starts = [0, *accumulate(len(value) + 1 for value in folded)][:-1]  # of each value

    def matching(self, condition: Condition) -> Iterator[int]:
        """Where a condition holds."""
        for value in self._holding(condition.value.lower()) if condition.how else self._values:
            if condition.holds(value):
                yield from self._places[value]

    def _holding(self, part: str) -> Iterator[str]:
        at = self._text.find(part)
        while at >= 0:
            number = bisect_right(self._starts, at)
            yield self._values[number - 1]
            if number == len(self._starts):
                return
            at = self._text.find(part, self._starts[number])
