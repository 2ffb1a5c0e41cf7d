"""Where and when a photograph was taken, by its caption."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.annotate.dates import Anchor, dates_in
from pipeline.annotate.name import PLACE, Name
from pipeline.lexicon.load import words

_WORD_BEFORE = re.compile(r"(\w+) (?:the )?\Z")
_NEAR = 30  # characters between a place and the day beside it


@dataclass(frozen=True, slots=True)
class Scene:
    """The place by its canonical name and the day in ISO 8601, where the caption tells them."""

    place: str | None = None
    day: str | None = None


def scene_of(caption: str, names: Sequence[Name], anchor: Anchor | None) -> Scene:
    """The scene of a caption; ``names`` are those in it, offsets in the caption.

    The place is the one that a preposition leads to, beside the day if there is one: of "talks in
    Harrow on May 4 about the war in Varland" it is Harrow.
    """
    days = [d for d in dates_in(caption, language="en", anchor=anchor) if d.granularity == "day"]
    day = days[0] if days else None
    led = [name for name in names if name.kind == PLACE and _is_led_to(caption, name.start)]
    beside = [n for n in led if day and day.start and 0 <= day.start - n.end <= _NEAR]
    found = beside[-1:] or led[:1]
    place = (found[0].canonical or found[0].text) if found else None
    return Scene(place, day.from_ if day else None)


def _is_led_to(caption: str, at: int) -> bool:
    before = _WORD_BEFORE.search(caption, max(0, at - 30), at)
    return before is not None and before[1].lower() in words("english", "scene_openers")
