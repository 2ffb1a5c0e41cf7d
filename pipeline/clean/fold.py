"""Folding: two strings that read the same become equal."""

from __future__ import annotations

import unicodedata

_SAME = str.maketrans(
    dict.fromkeys("‘’‚‛`´ʼ", "'")
    | dict.fromkeys("“”„‟«»", '"')
    | dict.fromkeys("–—‐‑‒−", "-")
    | {"…": "...", "\u00ad": None, "\u200b": None, "\ufeff": None}
)


def fold(text: str) -> str:
    """Compatibility forms, case, quotes, dashes and white space evened out.

    >>> fold("  “Don’t” – now ") == fold('"don\\'t" - NOW')
    True
    """
    return " ".join(unicodedata.normalize("NFKC", text).translate(_SAME).casefold().split())
