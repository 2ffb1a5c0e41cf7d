"""Is 3/4/2024 the third of April or the fourth of March on a page?"""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import urlsplit

from pipeline.clean.page import Page
from pipeline.lexicon.load import toml

_NUMERIC = re.compile(r"(?<![\d./-])(\d\d?)([/-])(\d\d?)\2(?:19|20)\d\d(?!\d|[./-]\d)")


def day_first(page: Page) -> bool | None:
    """By the page's language, else by its host's country; None if it may be either."""
    language = page.declared_language or page.meta("og:locale") or ""
    language = language.replace("_", "-").lower()
    if language in _order()["month_first"]:
        return False
    if language not in ("", "en"):
        return True
    host = urlsplit(page.url or "").hostname or ""
    return True if host.rpartition(".")[2] in _order()["day_first_hosts"] else None


def order_of(numbers: str) -> bool | None:
    """By dates in a text that can be read in one way only; None where there are none, or both.

    >>> order_of("25/12/2025 and 03/04/2026"), order_of("12/25/2025"), order_of("03/04/2026")
    (True, False, None)
    """
    pairs = [(int(m[1]), int(m[3])) for m in _NUMERIC.finditer(numbers)]
    told = {a > b for a, b in pairs if max(a, b) > 12 >= min(a, b)}
    return told.pop() if len(told) == 1 else None


@cache
def _order() -> dict[str, frozenset[str]]:
    return {name: frozenset(entries) for name, entries in toml("dates")["order"].items()}
