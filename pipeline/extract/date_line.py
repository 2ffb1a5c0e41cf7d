"""A line that only says when: ``Published Tue 3 Mar 2026``, ``Updated: 3 March, 10:15``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pipeline.extract import stamps
from pipeline.lexicon.load import toml

_LONGEST = 140
INSIDE = 60  # characters of a line before its date, when that is not in a sentence
_WORDS = 7  # words before a date that make a sentence, most of them in small letters
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+(?:[-.][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class DateLine:
    """ISO 8601 dates as written; ``label`` says whether a word told which is which."""

    published: str | None = None
    modified: str | None = None
    label: bool = False


def read_date_line(text: str, *, day_first: bool | None = None) -> DateLine | None:
    """The dates of a line that holds nothing else, else None.

    >>> read_date_line("Published Tue 3 Mar 2026 10:15 GMT").published
    '2026-03-03T10:15+00:00'
    >>> read_date_line("The bridge opened on 3 March 2026.") is None
    True
    """
    if len(text) > _LONGEST or not _DIGIT.search(text):
        return None
    known = _known()
    if any(word[0].casefold().rstrip(".") not in known for word in _WORD.finditer(text)):
        return None
    return dates_of(text, day_first=day_first)


def dates_of(text: str, *, day_first: bool | None = None) -> DateLine | None:
    """The dates of a line that may say more, such as a byline."""
    published = modified = None
    label, end = False, 0
    for stamp in stamps.find(text, day_first=day_first):
        before = text[end : stamp.start].casefold()
        is_update = any(re.search(rf"\b{re.escape(w)}", before) for w in _labels("modified"))
        label = label or is_update or any(w in before for w in _labels("published"))
        if is_update:
            modified = modified or stamp.iso
        else:
            published = published or stamp.iso
        end = stamp.start + 4
    return DateLine(published, modified, label) if published or modified else None


def is_labelled_else(before: str) -> bool:
    """Is what stands before a date a label that says it is another thing's: ``Release:``?

    >>> is_labelled_else("Kinostart: "), is_labelled_else("Last updated: "), is_labelled_else("")
    (True, False, False)
    """
    label = before.rstrip()
    words = [word[0].casefold().rstrip(".") for word in _WORD.finditer(label)]
    return label.endswith((":", "：")) and bool(words) and words[-1] not in _known()


def is_sentence(before: str) -> bool:
    """Is what stands before a date no label and no byline, but a sentence that tells of the day?"""
    words = before.split()
    small = sum(word.islower() for word in words)
    return len(before) > INSIDE or (len(words) > _WORDS and 2 * small > len(words))


@cache
def _labels(kind: str) -> tuple[str, ...]:
    return tuple(toml("dates")["labels"][kind])


@cache
def _known() -> frozenset[str]:
    """Every word that may stand in such a line."""
    calendar, dates = toml("calendar"), toml("dates")
    days = [
        d for group in ("weekdays", "short_weekdays") for ds in calendar[group].values() for d in ds
    ]
    months = [m for ms in dates["months"].values() for m in ms]
    zones = [z.casefold() for zs in dates["zones"].values() for z in zs]
    labels = [
        w for kind in ("modified", "published") for label in _labels(kind) for w in label.split()
    ]
    return frozenset((*days, *months, *zones, *labels, *calendar["around"]["words"]))
