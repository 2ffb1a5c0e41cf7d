"""Folding: two strings that read the same become equal."""

from __future__ import annotations

import re
import unicodedata

_SAME = str.maketrans(
    dict.fromkeys("‘’‚‛`´ʼ", "'")
    | dict.fromkeys("“”„‟«»", '"')
    | dict.fromkeys("–—‐‑‒−", "-")
    | {"…": "...", "\u00ad": None, "\u200b": None, "\ufeff": None}
)


_NO_LETTER = re.compile(r"[\W_]+")


def letters(text: str) -> str:
    """Letters and digits only, in small letters.

    >>> letters("The Daily-Heron, No. 5")
    'thedailyheronno5'
    """
    return _NO_LETTER.sub("", text.casefold())


def fold(text: str) -> str:
    """Compatibility forms, case, quotes, dashes and white space evened out.

    >>> fold("  “Don’t” – now ") == fold('"don\\'t" - NOW')
    True
    """
    if text.isascii():
        return " ".join(text.replace("`", "'").lower().split())
    return " ".join(unicodedata.normalize("NFKC", text).translate(_SAME).casefold().split())
