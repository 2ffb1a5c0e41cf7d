"""All fields inside the text, in one pass over an article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.record import Block, Citation, DateMention, Mention, Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """Rows whose offsets count in the text that was given."""

    quotes: tuple[Quote, ...] = ()
    citations: tuple[Citation, ...] = ()
    mentions: tuple[Mention, ...] = ()
    dates: tuple[DateMention, ...] = ()


def annotate(
    text: str, blocks: tuple[Block, ...], *, language: str | None, anchor: date | None
) -> Annotations:
    """Annotate one article; ``anchor`` is the day that relative dates count from, if known."""
    return Annotations()
