"""Whether everybody may read the article, and whether the page holds all of it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pipeline.clean.page import Page
from pipeline.extract.evidence import Candidate
from pipeline.lexicon.load import toml

# What Open Graph's publishers and the field ``content_tier`` call the kinds of access.
_TIERS = {"free": "free", "metered": "metered", "locked": "paywalled", "paid": "paywalled"}
_WHOLE = 1_500  # characters of a body from which a wall's words do not mean that it is cut


def candidates(page: Page) -> Iterator[Candidate[str]]:
    """JSON-LD's ``isAccessibleForFree``, then the tier in the metas, then the wall itself."""
    for story in page.stories:
        stated = story.get("isAccessibleForFree")
        if stated is not None:
            free = str(stated).strip().rpartition("/")[2].lower() in ("true", "1", "yes")
            yield Candidate("free" if free else "paywalled", "isAccessibleForFree", str(stated))
    for meta in ("article:content_tier", "content_tier"):
        tier = page.meta(meta) or ""
        if known := _TIERS.get(tier.strip().lower()):
            yield Candidate(known, meta, tier)
    if wall := wall_phrase(page):
        yield Candidate("paywalled", "paywall phrase", wall)
    elif named := page.elements.select(_walls())[:1]:
        yield Candidate("metered", "paywall markup", named[0].attributes.get("class") or "id")


def is_truncated(page: Page, access: str | None, text: str) -> bool:
    """Whether the page of a paywalled article shows only its beginning: the wall asks for money
    under a short body.
    """
    return access == "paywalled" and len(text) < _WHOLE and wall_phrase(page) is not None


def wall_phrase(page: Page) -> str | None:
    """The words of a paywall that the page shows, or None."""
    body = page.tree.body
    shown = body.text(deep=True).lower() if body is not None else ""
    return next((phrase for phrase in _phrases() if phrase in shown), None)


@cache
def _phrases() -> tuple[str, ...]:
    return tuple(p for language in toml("paywalls")["phrases"].values() for p in language)


@cache
def _walls() -> str:
    names = toml("paywalls")["markup"]
    return ", ".join(f'[class*="{name}" i], [id*="{name}" i]' for name in names)
