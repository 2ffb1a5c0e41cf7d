"""How much running text each block of a page holds."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from pipeline.clean.elements import AROUND, INLINE
from pipeline.clean.index import Index
from pipeline.clean.names import CERTAIN, Names

_MOST = 0.4  # an element with more of the text than this is no leftover, whatever its name


@dataclass(frozen=True, slots=True)
class Weights:
    """The blocks from the one at ``top`` down; those that stand around articles are left out with
    all in them. Places count in ``elements``.

    ``parents`` leads from each block below ``top`` to the one around it, in document order;
    ``prose`` counts the characters of running text right in each block, ``below`` with all below.
    """

    elements: Index
    top: int
    parents: dict[int, int]
    prose: dict[int, int]
    below: dict[int, int]

    def without_leftovers(self, names: Names) -> Weights:
        """The same with nothing in the blocks that their names call leftovers; what these hold in
        turn keeps its weight."""
        most = _MOST * self.below[self.top]
        found: set[int] = set()
        inside: set[int] = set()  # leftovers and all below them
        for place, around in self.parents.items():
            if around in inside:
                inside.add(place)
            elif self.below[place]:
                attributes = self.elements.attributes[place]
                rule = names.rule_of(
                    self.elements.tags[place], attributes.get("class"), attributes.get("id")
                )
                if rule and (self.below[place] < most or rule in CERTAIN):
                    found.add(place)
                    inside.add(place)
        below = _summed(self.parents, self.prose, without=found)
        return Weights(self.elements, self.top, self.parents, self.prose, below)


def weigh(elements: Index, body: LexborNode) -> Weights:
    """The blocks from ``body`` down."""
    top = elements.place(body)
    parents: dict[int, int] = {}
    prose = {top: elements.prose[top]}
    blocks = {top: top}  # of each element, the block that its text belongs to
    for place in range(top + 1, elements.ends[top]):
        block = blocks.get(elements.parents[place])
        tag = elements.tags[place]
        if block is None or tag in AROUND or elements.is_gone(place):
            continue
        if tag in INLINE:
            blocks[place] = block
            prose[block] += elements.prose[place]
        else:
            blocks[place] = place
            parents[place], prose[place] = block, elements.prose[place]
    return Weights(elements, top, parents, prose, _summed(parents, prose))


def _summed(
    parents: dict[int, int], prose: dict[int, int], without: Set[int] = frozenset()
) -> dict[int, int]:
    below = dict(prose)
    for place, around in reversed(parents.items()):
        if place in without:
            below[place] = 0
        else:
            below[around] += below[place]
    return below
