"""Undoing ``Content-Encoding`` within a limit, so that a small body cannot fill the memory."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import brotli


class TooLarge(Exception):
    """The decoded body passes the limit."""


class BadEncoding(Exception):
    """The body is not what its ``Content-Encoding`` says."""


def decoded(body: bytes, encoding: str | None, limit: int) -> bytes:
    """``body`` without its content codings, at most ``limit`` bytes.

    A coding that does not start as announced is taken for undone (servers do say ``gzip`` of plain
    text); one that breaks off gives what came before. ``BadEncoding`` for a coding never asked for.
    """
    for coding in reversed([c.strip().lower() for c in (encoding or "").split(",")]):
        if coding in ("", "identity", "none", "utf-8"):
            continue
        undo = _CODINGS.get(coding)
        if undo is None:
            raise BadEncoding(f"content encoding {coding!r} was not asked for")
        body = undo(body, limit)
    if len(body) > limit:
        raise TooLarge
    return body


def _inflate(body: bytes, wbits: int, limit: int) -> bytes:
    """Members one after another, as gzip allows."""
    out: list[bytes] = []
    size = 0
    while body:
        member = zlib.decompressobj(wbits)
        try:
            piece = member.decompress(body, limit - size + 1)
        except zlib.error as error:
            if out:
                break  # rubbish after the last member
            raise BadEncoding(str(error)) from None
        size += len(piece)
        if size > limit:
            raise TooLarge
        out.append(piece)
        body = member.unused_data
        if not member.eof or wbits != _GZIP:
            break
    return b"".join(out)


_GZIP, _ZLIB, _RAW = 31, 15, -15


def _gzip(body: bytes, limit: int) -> bytes:
    return _inflate(body, _GZIP, limit) if body[:2] == b"\x1f\x8b" else body


def _deflate(body: bytes, limit: int) -> bytes:
    """RFC 9110, 8.4.1.2: a zlib stream; many servers send the raw one."""
    try:
        return _inflate(body, _ZLIB, limit)
    except BadEncoding:
        return _inflate(body, _RAW, limit)


def _brotli(body: bytes, limit: int) -> bytes:
    decoder = brotli.Decompressor()
    out = bytearray()
    try:
        out += decoder.process(body, output_buffer_limit=65_536)
        while not decoder.is_finished() and not decoder.can_accept_more_data():
            out += decoder.process(b"", output_buffer_limit=65_536)
            if len(out) > limit:
                raise TooLarge
    except brotli.error as error:
        raise BadEncoding(str(error)) from None
    return bytes(out)


_CODINGS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzip, "x-gzip": _gzip, "deflate": _deflate, "br": _brotli
}  # fmt: skip
