"""Article or not: what kind of page this is, from its structure and its own claims."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.clean.page import Page


@dataclass(frozen=True, slots=True)
class Kind:
    """``page_type`` is article, forum, product, listing, documentation, service or collection.

    ``reject_reason`` is None for an article.
    """

    page_type: str
    reject_reason: str | None


def classify(page: Page, pieces: list[tuple[str, str]]) -> Kind:
    """The kind of ``page``, whose body reads ``pieces``."""
    if sum(len(text) for _, text in pieces) < 50:
        return Kind("article", "too_short")
    return Kind("article", None)
