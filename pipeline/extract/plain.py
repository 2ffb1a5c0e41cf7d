"""Plain text as pieces: paragraphs found, wrapped lines joined, credits put to their captions."""

from __future__ import annotations

import re

from pipeline.extract.credit_line import read_credit

Piece = tuple[str, str]

_BLANK = re.compile(r"\n[ \t\u00a0]*\n")
_ENDS = re.compile(r"[.!?…。！？।؟։።]['\"”’»)\]]*$|[:;,]$")


def read_pieces(text: str) -> list[Piece]:
    """The paragraphs of a plain text, in order.

    Blank lines part paragraphs where the text has them; then lines of one block are one
    paragraph only when they were wrapped at a width, else each is its own. A line that is a
    credit belongs to the line right above it.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").lstrip("\ufeff")
    blocks = [
        [" ".join(line.split()) for line in block.split("\n") if line.strip()]
        for block in _BLANK.split(text)
    ]
    blocks = [block for block in blocks if block]
    wrapped = _is_wrapped(blocks)
    pieces: list[Piece] = []
    for block in blocks:
        lines = [" ".join(block)] if wrapped and _fills(block) else _with_credits(block)
        pieces += [("paragraph", line) for line in lines]
    return pieces


def is_prose(text: str) -> bool:
    """Whether a piece reads as sentences: it ends like one and is no mere label, or it is long."""
    words = text.split()
    if len(words) < 5:  # scripts without spaces count characters
        return len(text) > 25 and _ENDS.search(text) is not None and not text.isascii()
    return _ENDS.search(text) is not None or len(words) > 25


def _is_wrapped(blocks: list[list[str]]) -> bool:
    """Whether most lines that another follows in their block are about as long as the longest."""
    inner = [len(line) for block in blocks for line in block[:-1]]
    if len(inner) < 4:
        return False
    width = max(inner)
    return 50 <= width <= 120 and sum(n > width - 20 for n in inner) > 0.7 * len(inner)


def _fills(block: list[str]) -> bool:
    return len(block) > 1 and all(len(line) > 40 for line in block[:-1])


def _with_credits(block: list[str]) -> list[str]:
    lines: list[str] = []
    for line in block:
        credit = read_credit(line) if lines and len(line) < 120 else None
        if credit and credit.form in ("label", "agency"):
            lines[-1] += "\n" + line
        else:
            lines.append(line)
    return lines
