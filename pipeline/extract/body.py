"""The body of an HTML page: its blocks in order, and what was cut from around them."""

from __future__ import annotations

from dataclasses import dataclass

from bs4.element import Tag

from pipeline.clean.blocks import read_blocks
from pipeline.clean.markup import clean, parse
from pipeline.clean.page import Page
from pipeline.clean.subtree import find_subtree
from pipeline.record import Cut, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """``pieces`` are ``(kind, text)`` in order; ``figures`` are the elements that hold pictures."""

    pieces: list[tuple[str, str]]
    figures: list[Tag]
    links: list[Link]
    cuts: list[Cut]


def extract_body(page: Page, *, title: str | None = None) -> Body:
    """Find the article's subtree, clean it with BeautifulSoup and read it as blocks."""
    if page.tree.body is None:
        return Body(pieces=[], figures=[], links=[], cuts=[])
    page.json_ld  # noqa: B018  (read before scripts go)
    page.tree.strip_tags(["script", "style", "noscript", "template", "svg"])
    node = find_subtree(page.tree.body)
    soup = parse(node.html or "")
    cleaned = clean(soup)
    pieces = []
    for p in read_blocks(cleaned.root):
        if p.linked > 0.8 * len(p.text):
            continue
        pieces.append((p.kind, p.text))
    return Body(
        pieces=pieces,
        figures=cleaned.figures,
        links=[],
        cuts=[
            Cut(rule=r, text=" ".join(t.get_text(" ").split())[:500], position=0)
            for r, t in cleaned.cuts
        ],
    )
