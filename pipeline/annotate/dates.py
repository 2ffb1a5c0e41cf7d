"""Dates in running text, resolved against the day of publication."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pipeline.annotate.dates_grammar import day_month_year, english
from pipeline.annotate.dates_reader import Reader
from pipeline.record import DateMention

# Shares of right ranges among those found in news that was annotated by hand.
WRITTEN = 0.98
RELATIVE = 0.91


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day that relative expressions count from.

    ``basis`` says what it is: the day of publication as stated (``published``) or ``inferred``,
    or that of the fetch from the web (``fetched``). ``confidence`` is in 0..1.
    """

    day: date
    basis: str = "published"
    confidence: float = 1.0


def dates_in(
    text: str, *, language: str | None, anchor: Anchor | None, part: str = "text"
) -> tuple[DateMention, ...]:
    """Date expressions in reading order, none overlapping; a language of None is English.

    Relative expressions count from ``anchor`` and stay open without one. In languages other than
    English only a written day, month and year is read.
    """
    in_english = language in (None, "en")
    pattern = english() if in_english else day_month_year(language or "")
    matches = pattern.finditer(text) if pattern else ()
    found = (_read(match, language, anchor, part) for match in matches)
    return tuple(mention for mention in found if mention is not None)


def _read(
    match: re.Match[str], language: str | None, anchor: Anchor | None, part: str
) -> DateMention | None:
    reader = Reader(match, anchor.day if anchor else None)
    try:
        granularity, span, partial = reader.read(language)
    except (ValueError, OverflowError):  # no such day, or beyond the calendar
        return None
    if span and span[0] > span[1]:
        return None
    basis = confidence = None
    if span and not reader.relative:
        basis, confidence = "written", WRITTEN
    elif span and anchor:
        basis, confidence = anchor.basis, round(RELATIVE * anchor.confidence, 3)
    return DateMention(
        text=match[0],
        from_=span[0].isoformat() if span else None,
        to=span[1].isoformat() if span else None,
        granularity=granularity,
        partial=partial,
        basis=basis,
        confidence=confidence,
        part=part,
        start=match.start() if part == "text" else None,
        end=match.end() if part == "text" else None,
    )
