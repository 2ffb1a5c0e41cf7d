"""The body of an HTML page: its blocks in order, and what was cut from around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape

from selectolax.lexbor import LexborNode

from pipeline.clean.blocks import read_blocks
from pipeline.clean.markup import clean
from pipeline.clean.names import Names
from pipeline.clean.page import Page
from pipeline.clean.soup import soup_of
from pipeline.clean.subtree import find_subtree
from pipeline.extract.leftovers import cut_leftovers
from pipeline.record import Cut, Link

_TAG = re.compile(r"<[^>]{0,500}>")
_TOO_LITTLE = 0.4  # share of the stated body under which the page's own text is not the article


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """``pieces`` are ``(kind, text)`` in order; ``subtree`` is the element that holds them,
    ``stated`` are the paragraphs that JSON-LD gives, and ``is_stated`` says that they are the body.
    """

    pieces: list[tuple[str, str]]
    subtree: LexborNode | None
    links: list[Link]
    cuts: list[Cut]
    stated: list[str]
    is_stated: bool = False


def extract_body(
    page: Page,
    *,
    title: str | None = None,
    learned: frozenset[str] = frozenset(),
    subtree: LexborNode | None = None,
) -> Body:
    """Find the article's subtree, clean it with BeautifulSoup and read it as blocks.

    ``title`` is the headline, which is cut where the body repeats it; ``learned`` holds the hashes
    of blocks that recur across the outlet's articles; ``subtree`` is the element that holds the
    body, where that is known.
    """
    if page.tree.body is None:
        return Body(pieces=[], subtree=None, links=[], cuts=[], stated=[])
    page.tree.strip_tags(["noscript", "template"])
    names = Names()
    subtree = subtree or find_subtree(page.tree.body, names)
    cleaned = clean(soup_of(subtree), names)
    blocks = read_blocks(cleaned.root)
    rules = cut_leftovers(blocks.pieces, title=title, learned=learned, pictures=cleaned.pictures)
    cuts: list[Cut] = []
    pieces: list[tuple[str, str]] = []
    links: list[Link] = []
    kept_before: list[int] = []  # pieces kept before each block
    for block, rule in zip(blocks.pieces, rules, strict=True):
        kept_before.append(len(pieces))
        if rule:
            cuts.append(Cut(rule=rule, text=block.text, position=len(pieces)))
            continue
        links += [Link(url=url, text=text, paragraph=len(pieces)) for url, text in block.links]
        pieces.append((block.kind, block.text))
    kept_before.append(len(pieces))
    for number, (rule, tag) in enumerate(cleaned.cuts):
        if text := " ".join(tag.get_text(" ").split()):
            place = blocks.places.get(number, 0)
            cuts.append(Cut(rule=rule, text=text, position=kept_before[place]))
    cuts.sort(key=lambda cut: cut.position)
    stated = _stated_body(page)
    is_stated = sum(len(text) for _, text in pieces) < _TOO_LITTLE * sum(map(len, stated))
    if is_stated:
        pieces, links = [("paragraph", text) for text in stated], []
        cuts = [replace(cut, position=0) for cut in cuts]
    return Body(
        pieces=pieces, subtree=subtree, links=links, cuts=cuts, stated=stated, is_stated=is_stated
    )


def follow(
    links: Iterable[Link], before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]
) -> Iterator[Link]:
    """The links of ``before`` in those of its pieces that ``after`` kept, maybe shortened."""
    places: dict[int, int] = {}
    old = 0
    for new, (_, text) in enumerate(after):
        for at in range(old, len(before)):
            if text in before[at][1]:
                places[at], old = new, at + 1
                break
    for link in links:
        if link.paragraph in places:
            yield replace(link, paragraph=places[link.paragraph])


def _stated_body(page: Page) -> list[str]:
    """The paragraphs of the longest ``articleBody`` of the page's JSON-LD, markup taken off."""
    bodies = [item.get("articleBody") for item in page.json_ld]
    longest = max((body for body in bodies if isinstance(body, str)), key=len, default="")
    plain = _TAG.sub("\n", unescape(longest)).replace("\xa0", " ")
    return [" ".join(line.split()) for line in plain.splitlines() if line.strip()]
