"""Passages marked by offsets, and two texts side by side."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pipeline.page.changes import compare
from pipeline.page.marks import pieces

TEXTS = st.text(alphabet="ab .\U0001f600é", max_size=40)


@st.composite
def ranges(draw: st.DrawFn) -> dict[str, Any]:
    start = draw(st.integers(0, 45))
    return {"start": start, "end": start + draw(st.integers(0, 12))}


@given(TEXTS, st.lists(ranges(), max_size=5), st.lists(ranges(), max_size=5), st.data())
def test_no_character_is_lost_or_twice(
    text: str, quotes: list[dict[str, Any]], names: list[dict[str, Any]], data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = pieces(text, start, end, quotes, names)
    assert "".join(piece.text for piece in found) == text[start:end]
    assert all(piece.text for piece in found)


def test_a_name_inside_a_quotation() -> None:
    quote, name = {"start": 0, "end": 9}, {"start": 4, "end": 7}
    found = pieces("Ask Ada, now", 0, 12, [quote], [name])
    assert [(p.text, p.quote is quote, p.name is name) for p in found] == [
        ("Ask ", True, False),
        ("Ada", True, True),
        (", ", True, False),
        ("now", False, False),
    ]
    assert [p.begins for p in found] == [True, False, False, False]
    assert [p.ends for p in found] == [False, False, True, False]


PARAGRAPHS = st.lists(st.text(alphabet="ab c", min_size=1, max_size=12), max_size=5)


@given(PARAGRAPHS, PARAGRAPHS)
def test_both_sides_are_whole(old: list[str], new: list[str]) -> None:
    lines = compare("\n\n".join(old), "\n\n".join(new))
    for side, paragraphs in (("before", old), ("after", new)):
        shown = ["".join(s.text for s in getattr(line, side)) for line in lines]
        assert [text for text in shown if text] == [p for p in paragraphs if p]


def test_only_the_changed_words_are_marked() -> None:
    (line,) = compare("The mill closes on Monday.", "The mill shuts on Monday.")
    assert [s.text for s in line.before if s.changed] == ["closes "]
    assert [s.text for s in line.after if s.changed] == ["shuts "]
