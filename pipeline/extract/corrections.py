"""Notes on the article: corrections, clarifications, updates, editor's notes and disclosures."""

from __future__ import annotations

import re
from functools import cache

from pipeline.lexicon import load
from pipeline.record import Correction

_LONGEST = 1500


def read_correction(text: str) -> Correction | None:
    """The note that a paragraph is, else None. Its text stays as written, label included.

    >>> read_correction("Clarification: The survey was held in May.").kind
    'clarification'
    >>> read_correction("The correction came a day later.") is None
    True
    """
    if len(text) > _LONGEST:
        return None
    bare = text.strip().lstrip("*•([–—- ").replace("’", "'")
    labels, wordings = _lexicon()
    match = labels.match(bare)
    if match and (match["colon"] or not match["rest"]):
        kind = _kind(match)
        return Correction(kind=_sharper(kind, bare), text=text.strip())
    match = wordings.match(bare)
    return Correction(kind=_kind(match), text=text.strip()) if match else None


def is_label_alone(text: str) -> bool:
    """Whether a line is only the heading of a note ("Editor's note"), whose text follows."""
    match = _lexicon()[0].match(text.strip().replace("’", "'"))
    return match is not None and not match["rest"]


def _kind(match: re.Match[str]) -> str:
    group = next(name for name, value in match.groupdict().items() if value and name[0] == "k")
    return _KINDS[int(group[1:])]


def _sharper(kind: str, text: str) -> str:
    """What an "editor's note" or an "update" says of a corrected error makes it a correction."""
    if kind in ("editor's note", "update"):
        body = text.partition(":")[2].strip()
        match = _lexicon()[1].match(body)
        if match and _kind(match) in ("correction", "clarification"):
            return _kind(match)
    return kind


_KINDS = ("correction", "clarification", "update", "editor's note", "disclosure")


@cache
def _lexicon() -> tuple[re.Pattern[str], re.Pattern[str]]:
    lexicon = load.toml("notes")
    labels, wordings = (
        "|".join(
            f"(?P<k{n}>" + "|".join(w for ws in lexicon[part][kind].values() for w in ws) + ")"
            for n, kind in enumerate(_KINDS)
            if kind in lexicon[part]
        )
        for part in ("labels", "wordings")
    )
    label = re.compile(
        rf"(?:{labels})(?:[ ,]*\(?[^:\n]{{0,25}}?\d[^:\n]{{0,25}}?\)?)?"
        r"(?:\s?(?P<colon>[:：]|\s[-–—]\s|-{2})|(?=\s*\.?$))\s*(?P<rest>.*)",
        re.IGNORECASE | re.DOTALL,
    )
    return label, re.compile(rf"\W*(?:{wordings})", re.IGNORECASE)
