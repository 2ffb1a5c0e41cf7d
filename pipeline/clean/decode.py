"""Bytes to text: which charset, and why.

The order is the WHATWG's (https://html.spec.whatwg.org/#determining-the-character-encoding) with
one step added after the byte order mark: bytes that are valid UTF-8 are UTF-8, whatever a header
or a ``<meta>`` claims, for text of another charset hardly ever is by accident.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import w3lib.encoding

_PRESCAN = 1024  # bytes; where the standard looks for a <meta>


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the charset it was read with, and the rule that chose it.

    ``claims`` are the charsets that header and page name, as ``(rule, name as written)``.
    """

    text: str
    encoding: str
    rule: str
    claims: tuple[tuple[str, str], ...] = ()


def decode(payload: bytes, content_type: str | None = None, stated: str | None = None) -> Decoded:
    """Decode ``payload``; ``stated`` is a charset that the input's owner vouches for.

    ``rule`` is ``stated``, ``bom``, ``utf-8``, ``header``, ``meta``, ``detected`` or ``fallback``.
    Bytes that the charset does not know become U+FFFD; nothing is repaired.
    """
    claims = tuple(_claims(payload, content_type))
    return replace(_decode(payload, claims, stated), claims=claims)


def _decode(payload: bytes, claims: tuple[tuple[str, str], ...], stated: str | None) -> Decoded:
    bom_encoding, bom = w3lib.encoding.read_bom(payload)
    if bom_encoding and bom:
        return Decoded(payload[len(bom) :].decode(bom_encoding, "replace"), bom_encoding, "bom")
    if stated and (known := w3lib.encoding.resolve_encoding(stated)):
        return Decoded(payload.decode(known, "replace"), known, "stated")
    try:
        return Decoded(payload.decode("utf-8"), "utf-8", "utf-8")
    except UnicodeDecodeError as error:
        # A page cut in the middle of a character is still UTF-8.
        if error.reason == "unexpected end of data" and error.start > len(payload) - 4:
            return Decoded(payload.decode("utf-8", "replace"), "utf-8", "utf-8")
    for rule, name in claims:
        # A page that was read as ASCII to find its <meta> cannot be UTF-16 (WHATWG, prescan).
        is_misnamed = rule == "meta" and name.startswith("utf-16")
        encoding = w3lib.encoding.resolve_encoding("utf-8" if is_misnamed else name)
        if encoding and (text := _strictly(payload, encoding)):
            return Decoded(text, encoding, rule)
    return _detect(payload)


def _claims(payload: bytes, content_type: str | None) -> Iterator[tuple[str, str]]:
    if header := w3lib.encoding.http_content_type_encoding(content_type):
        yield "header", header
    if meta := w3lib.encoding.html_body_declared_encoding(payload[: 4 * _PRESCAN]):
        yield "meta", meta


def _strictly(payload: bytes, encoding: str) -> str | None:
    """The text, unless more than one character in 500 is not of the charset."""
    text = payload.decode(encoding, "replace")
    return text if text.count("\ufffd") * 500 <= len(text) else None


def _detect(payload: bytes) -> Decoded:
    utf8 = payload.decode("utf-8", "replace")
    wrong = utf8.count("\ufffd")
    right = len(utf8) - wrong - sum(map(str.isascii, utf8))
    if right > 10 * wrong:  # valid sequences of several bytes do not come by accident
        return Decoded(utf8, "utf-8", "detected")

    import charset_normalizer  # slow to import, and few pages come this far

    best = charset_normalizer.from_bytes(payload[:200_000]).best()
    if best and (text := _strictly(payload, best.encoding)):
        return Decoded(text, best.encoding, "detected")
    return Decoded(payload.decode("cp1252", "replace"), "cp1252", "fallback")
