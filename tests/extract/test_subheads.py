"""Headings within the text that are paragraphs by their element."""

from __future__ import annotations

import pytest

from pipeline.clean.page import Page
from pipeline.extract.body import extract_body

PROSE = [
    "Die Weinlese beginnt in diesem Jahr drei Wochen früher als im Mittel der letzten Jahrzehnte.",
    "Die Winzer an der Mosel suchen Helfer, denn die Ferien der Schulen haben noch nicht begonnen.",
    "Der Verband rechnet mit weniger Most, aber mit einem Jahrgang, der lange lagern kann.",
    "Ob sich der Preis für den Liter halten lässt, entscheidet sich erst spät im Monat Mai.",
]
HEADS = ["Zu wenige Hände", "Weniger Most, besserer Wein", "Offene Preise"]


def subheads(head: str, text: str = "<p>{}</p>") -> list[str]:
    parts = [text.format(PROSE[0])]
    for heading, prose in zip(HEADS, PROSE[1:], strict=True):
        parts += [head.format(heading), text.format(prose)]
    html = f"<title>Frühe Weinlese</title><body><h1>Frühe Weinlese</h1><div>{''.join(parts)}</div>"
    return [text for kind, text in extract_body(Page(html)).pieces if kind == "subhead"]


@pytest.mark.parametrize(
    "head", ["<p><b>{}</b></p>", "<p class=x1>{}</p>", "<div class=k>{}</div>"]
)
def test_bold_or_of_a_class_of_their_own(head: str) -> None:
    assert subheads(head) == HEADS


@pytest.mark.parametrize(
    ("head", "text"),
    [
        ("<p>{}</p>", "<p>{}</p>"),
        ("<p class=a>{}</p>", "<p class=a>{}</p>"),
        ("<p class=a>{}.</p>", "<p>{}</p>"),
    ],
    ids=["nothing tells them", "a class of prose, too", "sentences"],
)
def test_other_short_paragraphs_are_none(head: str, text: str) -> None:
    assert subheads(head, text) == []
