"""The body of an HTML page: its blocks in order, and what was cut from around them."""

from __future__ import annotations

from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import Tag

from pipeline.clean.page import Page
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
    node = page.tree.css_first("article") or page.tree.body
    soup = BeautifulSoup(node.html if node and node.html else "", "lxml")
    pieces = [
        ("subhead" if tag.name != "p" else "paragraph", " ".join(tag.get_text(" ").split()))
        for tag in soup.find_all(["p", "h2", "h3"])
    ]
    return Body(
        pieces=[p for p in pieces if p[1]], figures=soup.find_all("figure"), links=[], cuts=[]
    )
