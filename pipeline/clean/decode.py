"""Bytes to text: which charset, and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the charset it was read with, and the rule that chose it."""

    text: str
    encoding: str
    rule: str


def decode(payload: bytes, content_type: str | None = None, stated: str | None = None) -> Decoded:
    """Decode ``payload``; ``stated`` is a charset that the input's owner vouches for."""
    if stated:
        return Decoded(payload.decode(stated, "replace"), stated, "stated")
    return Decoded(payload.decode("utf-8", "replace"), "utf-8", "utf-8")
