"""The body of an HTML page: its blocks in order, and what was cut from around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from bs4.element import Tag

from pipeline.clean.blocks import read_blocks
from pipeline.clean.markup import clean, parse
from pipeline.clean.page import Page
from pipeline.clean.subtree import find_subtree
from pipeline.extract.leftovers import cut_leftovers
from pipeline.record import Cut, Link

_TAG = re.compile(r"<[^>]{0,500}>")
_TOO_LITTLE = 0.4  # share of the stated body under which the page's own text is not the article


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """``pieces`` are ``(kind, text)`` in order; ``figures`` are the elements that hold pictures."""

    pieces: list[tuple[str, str]]
    figures: list[Tag]
    links: list[Link]
    cuts: list[Cut]


def extract_body(
    page: Page, *, title: str | None = None, learned: frozenset[str] = frozenset()
) -> Body:
    """Find the article's subtree, clean it with BeautifulSoup and read it as blocks.

    ``title`` is the headline, which is cut where the body repeats it; ``learned`` holds the hashes
    of blocks that recur across the outlet's articles.
    """
    if page.tree.body is None:
        return Body(pieces=[], figures=[], links=[], cuts=[])
    page.json_ld  # noqa: B018  (it is read from the scripts, which go now)
    page.tree.strip_tags(["script", "style", "noscript", "template", "svg"])
    cleaned = clean(parse(find_subtree(page.tree.body).html or ""))
    blocks = read_blocks(cleaned.root)
    rules = cut_leftovers(blocks, title=title, learned=learned, pictures=cleaned.pictures)
    cuts = [
        Cut(rule=rule, text=" ".join(tag.get_text(" ").split()), position=0)
        for rule, tag in cleaned.cuts
    ]
    pieces: list[tuple[str, str]] = []
    links: list[Link] = []
    for block, rule in zip(blocks, rules, strict=True):
        if rule:
            cuts.append(Cut(rule=rule, text=block.text, position=len(pieces)))
            continue
        links += [Link(url=url, text=text, paragraph=len(pieces)) for url, text in block.links]
        pieces.append((block.kind, block.text))
    stated = _stated_body(page)
    if sum(len(text) for _, text in pieces) < _TOO_LITTLE * sum(map(len, stated)):
        pieces, links = [("paragraph", text) for text in stated], []
    return Body(pieces=pieces, figures=cleaned.figures, links=links, cuts=cuts)


def _stated_body(page: Page) -> list[str]:
    """The paragraphs of the longest ``articleBody`` of the page's JSON-LD, markup taken off."""
    bodies = [item.get("articleBody") for item in page.json_ld]
    longest = max((body for body in bodies if isinstance(body, str)), key=len, default="")
    plain = _TAG.sub("\n", unescape(longest)).replace("\xa0", " ")
    return [" ".join(line.split()) for line in plain.splitlines() if line.strip()]
