"""Speech whose speaker stands beside it without a verb: “...” — Ada Quill; QUILL: ..."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pipeline.annotate.stretches import Source
from pipeline.annotate.tags import DASH, DETERMINER, NAME, PREPOSITION, PUNCTUATION, ROLE
from pipeline.annotate.units import QUOTE, Units
from pipeline.record import Block

_LONGEST = 12  # words of a signature
_LABEL = re.compile(r'["“]?\[?(?P<name>[A-Z][\w.’\'-]*(?: [A-Z][\w.’\'-]*){0,3})\]?: (?=\S)')
_STOPS = '.!?…”"’)'
_FEWEST = 3  # labelled paragraphs that make a transcript
_FARTHEST = 3  # paragraphs to a labelled one in it, at the most


def signed_by(units: Units) -> Source | None:
    """The name behind a dash that ends a paragraph of quotations, or is all of it."""
    dash = next((k for k in range(len(units) - 1, -1, -1) if units.tag[k] & DASH), None)
    if dash is None or not 0 < len(units) - 1 - dash <= _LONGEST:
        return None
    before = [units.low[k] for k in range(dash)]
    if any(word != QUOTE and word[0].isalnum() for word in before):
        return None
    first, end = dash + 1, len(units)
    while end > first and units.tag[end - 1] & PUNCTUATION:
        end -= 1
    if end == first or not units.tag[first] & NAME:
        return None
    stop = next((k for k in range(first, end) if units.low[k] == ","), end)
    named = NAME | PREPOSITION
    if not all(
        units.tag[k] & named or units.low[k] in (".", "&", "and") for k in range(first, stop)
    ):
        return None
    known = NAME | PREPOSITION | DETERMINER | ROLE | PUNCTUATION
    if not all(units.tag[k] & known or units.low[k][0].isdigit() for k in range(stop, end)):
        return None
    beside = (units.start[stop + 1], units.end[end - 1]) if stop + 1 < end else None
    return Source(units.start[first], units.end[stop - 1], beside)


@dataclass(frozen=True, slots=True)
class Turn:
    """A labelled paragraph of a transcript: who speaks (None for "Q" and "A"), and the words."""

    source: Source | None
    start: int
    end: int


def read_transcript(
    text: str, blocks: Sequence[Block], people: Collection[str]
) -> Mapping[int, Turn]:
    """The labelled paragraphs by their index; none where the article holds no conversation.

    A conversation has at least three of them, two labels, one label more than once, and somebody
    among them: a person of the article (``people`` are their names' words), capitals, or "Q".
    Lists of features ("Storage: 1TB") have nobody, and remarks that are strewn over an article
    ("TIP: ...") are no conversation.
    """
    found = {
        index: label
        for index, block in enumerate(blocks)
        if block.kind not in ("list_item", "table")
        and (label := _LABEL.match(text, block.start, block.end))
    }
    labels = Counter(m["name"] for m in found.values())
    if len(found) < _FEWEST or len(labels) < 2 or max(labels.values()) < 2:
        return {}
    if _FARTHEST * len(found) < max(found) - min(found) + 1:
        return {}
    sentences = sum(text[blocks[index].end - 1] in _STOPS for index in found)
    somebody = [name for name in labels if _is_somebody(name, people)]
    if not somebody or 2 * sentences < len(found):
        return {}
    # one who asks may have any name: "Gazette: ..."
    others = [name for name in labels if name not in somebody and labels[name] > 1]
    most = max(labels[name] for name in somebody)
    asks = others if len(others) == 1 and 2 * labels[others[0]] >= most else []
    turns = {}
    for index, m in found.items():
        if m["name"] not in somebody and m["name"] not in asks:
            continue
        anonymous = len(m["name"].rstrip(".")) == 1
        source = None if anonymous else Source(m.start("name"), m.end("name"))
        end = blocks[index].end
        while end > m.end() and text[end - 1] in '"”':
            end -= 1
        turns[index] = Turn(source, m.end(), end)
    return turns


def _is_somebody(label: str, people: Collection[str]) -> bool:
    if label.isupper() and (len(label) > 1 or label in "QA"):
        return True
    return label.split(" ")[-1] in people
