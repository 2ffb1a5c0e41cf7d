"""Captions in a copied page, where no markup sets them apart: by the credit that is glued to them
or follows in a line of its own, or because a page says them twice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.clean.fold import letters
from pipeline.extract.agencies import agency_named
from pipeline.extract.credit_line import is_labelled_credit
from pipeline.extract.credits import (
    Caption,
    split_copied_caption,
    split_labelled,
    split_stray_caption,
)
from pipeline.extract.plain import Piece, is_prose
from pipeline.extract.signers import openers
from pipeline.extract.stamps import find

CREDIT = 40  # letters of a credit behind a caption
_STOPS = (".", "!", "?", "…", "。", "।")
_TWICE = 30  # letters of a line that does not stand twice by chance
_HEADLINE = 4  # words that a headline has, and a caption
_OPENING = 50  # words of a caption above everything else
_LONG, _SHORT = 35, 25  # words of a caption between paragraphs
_LONGEST = 90  # words of one that lists those whom a picture shows
_POSITION = re.compile(
    r"(?:Pictured:?|From left|Above|Below|Left|Right|Back row|Front row)[ ,:]"
)  # how captions begin
_TELLS = re.compile(
    r"[\"“”„«]|\b(?:said|says|told|was|were|had|did|will|would|could|has|have|\w{3,}ed)\b"
)
_QUOTES = re.compile(r"[\"“”„«»]")
_SENTENCES = re.compile(r"[.!?…](?=\s|$)")


def read_caption(text: str, *, early: bool, followed: bool) -> Caption | None:
    """Split a line that ends in a credit; ``early`` says that the prose has not begun, ``followed``
    that it goes on. What holds a date is a byline or a notice of rights."""
    parts = split_stray_caption(text) or split_copied_caption(text, early=early, followed=followed)
    if parts is None and len(text.split()) <= _OPENING:
        parts = split_labelled(text)
        parts = parts if parts and parts.caption else None
    if parts is None or next(find(parts.credit or ""), None):
        return None
    if openers().match(text) and next(find(text), None):
        return None  # "By Ada Moen, Lorne · 3 March 2026"
    return parts if parts.caption or is_labelled_credit(text) or _is_credit(parts) else None


def _is_credit(parts: Caption) -> bool:
    """Do the words of a line alone name an agency, or with a slash a person? Other joints part
    the words of menus, too."""
    named = agency_named(parts.agency or "") is not None
    return named or ("/" in (parts.credit or "") and parts.photographer is not None)


def is_repeated(text: str, after: str) -> bool:
    """Does the next piece say the same and a credit at most, as beside the copy of a picture that a
    click enlarges?"""
    folded = letters(text)
    return (
        len(folded) >= _TWICE
        and letters(after).startswith(folded)
        and len(after) < len(text) + CREDIT
    )


def is_sentence(text: str) -> bool:
    """Does a line that stands twice end as captions do, and headlines do not?"""
    return text.endswith(_STOPS)


def is_caption_above(pieces: Sequence[Piece], *, prose: bool, language: str | None) -> bool:
    """Whether the last of ``pieces`` is the caption of the credit that follows in its own line.

    Before the article has begun, any short piece is. A line that ends without a stop is, unless it
    is the headline; between paragraphs only one sentence that tells nothing in the past tense is,
    where the words for it are known, else a short one. ``prose`` says that the prose has begun.
    """
    if not pieces:
        return False
    text = pieces[-1][1]
    words = len(text.split())
    if len(pieces) == 1:
        return words <= _OPENING
    if not is_prose(text):
        above = any(len(other.split()) >= _HEADLINE for _, other in pieces[:-1])
        return (prose or above) and (words >= _HEADLINE or not text.isascii())
    if _POSITION.match(text):
        return words <= _LONGEST
    if language in (None, "en"):
        return words <= _LONG and not _TELLS.search(text)
    return words <= _SHORT and len(_SENTENCES.findall(text)) == 1 and not _QUOTES.search(text)
