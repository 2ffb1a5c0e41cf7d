"""Lines of an article that are not its prose: credits, datelines, notes, captions, leftovers."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.record import Correction, Cut, Dateline, Image, WireCredit


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """What is left of the pieces, and what was read from those that were taken out."""

    pieces: list[tuple[str, str]]
    images: list[Image]
    wire_credits: list[WireCredit]
    dateline: Dateline | None
    corrections: list[Correction]
    authors: list[str]
    cuts: list[Cut]


def read_lines(pieces: list[tuple[str, str]], *, plain: bool, language: str | None) -> Lines:
    """Sort the pieces of a body into prose and the lines around it.

    ``plain`` says that the document was plain text, where a caption or a byline has no markup.
    """
    return Lines(
        pieces=pieces,
        images=[],
        wire_credits=[],
        dateline=None,
        corrections=[],
        authors=[],
        cuts=[],
    )
