"""The body of an HTML page: its blocks in order, and what was cut from around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.clean.blocks import read_blocks
from pipeline.clean.embeds import addresses
from pipeline.clean.markup import clean
from pipeline.clean.names import Names
from pipeline.clean.page import Page
from pipeline.clean.soup import soup_of
from pipeline.clean.state import article_in_scripts
from pipeline.clean.subtree import find_subtree
from pipeline.extract.leftovers import cut_leftovers
from pipeline.extract.live import dated_entries, evidence_of, stated_entries
from pipeline.record import Cut, Evidence, Link

_TAG = re.compile(r"<[^>]{0,500}>")
_TOO_LITTLE = 0.4  # share of the stated body under which the page's own text is not the article
_LITTLE = 300  # characters under which a page may be one that its scripts draw
STATED = "json-ld articleBody"
IN_SCRIPTS = "data in scripts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """``pieces`` are ``(kind, text)`` in order; ``subtree`` is the element that holds them,
    ``stated`` are the paragraphs that JSON-LD gives. ``instead`` is the rule that gave the body
    where the markup holds too little of it. ``evidence`` tells the entries of a live blog and the
    posts that the page embeds.
    """

    pieces: list[tuple[str, str]]
    subtree: LexborNode | None
    links: list[Link]
    cuts: list[Cut]
    stated: list[str]
    instead: str | None = None
    evidence: list[Evidence] = field(default_factory=list)


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
    page.elements.drop(page.elements.select("noscript, template"))
    names = Names()
    leads: list[LexborNode] = []
    if subtree is None:
        subtree, leads = find_subtree(page.elements, page.tree.body, names, page.headline)
    body = _read(page, [*leads, subtree], names, title, learned)
    is_called_one = page.is_called_article or bool(page.stories)
    if _length(body) >= _LITTLE or body.instead or not is_called_one:
        return body
    about = " ".join(
        [*page.stated_titles.values(), page.meta("og:description", "description") or ""]
    )
    if html := article_in_scripts(page.source, about):
        root = LexborHTMLParser(html).body
        drawn = _read(page, [root] if root is not None else [], names, title, learned)
        if _TOO_LITTLE * _length(drawn) > _length(body):
            return replace(drawn, subtree=subtree, instead=IN_SCRIPTS)
    return body


def _read(
    page: Page, tops: list[LexborNode], names: Names, title: str | None, learned: frozenset[str]
) -> Body:
    """The body that some elements hold, the last of which is its subtree."""
    cleaned = clean(soup_of(*tops), names)
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
    evidence: list[Evidence] = []
    times: list[tuple[str, int]] = []
    for number, (rule, tag) in enumerate(cleaned.cuts):
        place = kept_before[blocks.places.get(number, 0)]
        text = " ".join(tag.get_text(" ").split())
        if text:
            cuts.append(Cut(rule=rule, text=text, position=place))
        if tag.name == "time":
            times.append((str(tag.get("datetime") or ""), place))
        elif rule == "embed":
            evidence += [_embedded(address, text) for address in addresses(tag)]
    cuts.sort(key=lambda cut: cut.position)
    entries = stated_entries(page)
    live = [piece for entry in entries for piece in entry.pieces]
    if entries:
        rows = [(entry.time, entry.pieces[0][1]) for entry in entries]
        evidence += evidence_of("json-ld liveBlogUpdate", rows)
    else:
        evidence += evidence_of("time elements", dated_entries(times, pieces))
    stated = [text for _, text in live] or _stated_body(page)
    is_stated = sum(len(text) for _, text in pieces) < _TOO_LITTLE * sum(map(len, stated))
    if is_stated:
        pieces, links = live or [("paragraph", text) for text in stated], []
        cuts = [replace(cut, position=0) for cut in cuts]
    return Body(
        pieces=pieces,
        subtree=tops[-1] if tops else None,
        links=links,
        cuts=cuts,
        stated=stated,
        instead=STATED if is_stated else None,
        evidence=evidence,
    )


def _length(body: Body) -> int:
    return sum(len(text) for _, text in body.pieces)


def _embedded(address: str, text: str) -> Evidence:
    """A post or video of another platform that the page shows, kept apart from its text."""
    return Evidence(
        field="embed", value=address, rule="embed", raw=text[:500], confidence=0.8, chosen=True
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
