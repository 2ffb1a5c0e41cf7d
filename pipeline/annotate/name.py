"""A name in a text: where it stands, and what it is taken for."""

from __future__ import annotations

from dataclasses import dataclass

PERSON, ORGANISATION, PLACE = "person", "organisation", "place"


@dataclass(slots=True)
class Name:
    """``[start, end)`` of the text, without a title before it.

    ``sure`` kinds come from the name's own words or the words beside it, others may be changed
    by the rest of the article. ``title`` is what stands before a person's name, lower-cased;
    ``initial`` says that the name begins a sentence; ``media`` is ``media`` or ``agency`` for an
    organisation that reports news.
    """

    start: int
    end: int
    words: tuple[str, ...]
    kind: str | None
    sure: bool
    block: int
    title: str = ""
    canonical: str = ""
    country: str | None = None
    initial: bool = False
    media: str | None = None

    @property
    def text(self) -> str:
        """The words with single blanks."""
        return " ".join(self.words)
