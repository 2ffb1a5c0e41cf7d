"""What is an article's bytes, and what cannot be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.clean.readable import LARGEST, unreadable


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (bytes(range(256)) * 64, "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(2000), "binary"),
        (b"%PDF-1.7 text", "binary"),
        (b"a" * (LARGEST + 1), "too_large"),
        (b"<html><p>The tram stops at noon.", None),
        ("Die Straßenbahn hält".encode("utf-16"), None),
        ("Zażółć gęślą jaźń".encode("iso-8859-2"), None),
        ("京都の朝".encode("iso-2022-jp"), None),
    ],
)
def test_reason(payload: bytes, reason: str | None) -> None:
    assert unreadable(payload) == reason


def test_a_stated_charset_is_believed() -> None:
    assert unreadable("Die Straßenbahn hält".encode("utf-16-le"), "utf-16-le") is None


@given(st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1))
def test_text_is_never_binary(text: str) -> None:
    assert unreadable(text.encode()) in (None, "empty")
