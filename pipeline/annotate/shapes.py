"""What the letters of a name show: brands, initials, words built like adverbs."""

from __future__ import annotations

import re
from collections.abc import Sequence

_DERIVED = ("ly", "ing", "ed", "ity", "ness", "tion", "sion", "ment", "ship", "ism", "ance", "ence")
_CAMEL = ("Mc", "Mac", "O'", "O’", "D'", "D’", "De", "Di", "La", "Le", "Fitz")


def is_derived(word: str) -> bool:
    """Whether a word is built like an adverb or a participle."""
    return len(word) > 5 and word.endswith(_DERIVED)


def is_camel(word: str) -> bool:
    """``AirTanker``, ``AIG``: written as no person's name is."""
    if len(word) < 2 or "-" in word or "." in word or word.startswith(_CAMEL):
        return False
    return any(c.isupper() for c in word[2:])


def is_product(word: str) -> bool:
    """``iPhone``: a brand that begins with a small letter."""
    return word[0] in "ie" and len(word) > 2 and word[1].isupper()


def has_initials(tokens: Sequence[str]) -> bool:
    """``J.D. Vance``, ``Harry S. Truman``: initials before a last name."""
    if len(tokens) == 2 and re.fullmatch(r"(?:[A-Z]\.){1,3}", tokens[0]):
        return tokens[0] not in ("U.S.", "U.N.", "U.K.", "E.U.", "D.C.")
    return len(tokens) == 3 and re.fullmatch(r"[A-Z]\.", tokens[1]) is not None
