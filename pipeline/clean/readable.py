"""Whether bytes can be an article at all."""

from __future__ import annotations

LARGEST = 32 * 1024 * 1024  # bytes; the longest articles have a few hundred thousand
_LOOKED_AT = 8_192
_CONTROLS = 0.02  # share of control characters from which bytes are no text
_MAGIC = (
    b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"\x7fELF",
    b"\x00\x00\x00\x18ftyp", b"\x00\x00\x00\x20ftyp", b"OggS", b"ID3",
)  # fmt: skip
# C0 controls that text does not hold; tab, newline, form feed, return and escape (ISO 2022) are not
# among them. UTF-16 and UTF-32 hold NUL and are known by their byte order mark.
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def unreadable(payload: bytes, encoding: str | None = None) -> str | None:
    """Why ``payload`` is not read: ``empty``, ``too_large`` or ``binary``; None where it is text.

    ``encoding`` is a charset that the input's owner vouches for: UTF-16 then needs no mark.
    """
    if not payload.strip():
        return "empty"
    if len(payload) > LARGEST:
        return "too_large"
    head = payload[:_LOOKED_AT]
    if head.startswith(_MAGIC):
        return "binary"
    if encoding or head.startswith(_MARKS):
        return None
    controls = len(head) - len(head.translate(None, _CONTROL))
    return "binary" if controls > _CONTROLS * len(head) else None
