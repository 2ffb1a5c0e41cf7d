"""Which blocks of a cleaned subtree are no prose of the article: rules, each with a name."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Collection
from itertools import pairwise

from bs4.element import Tag

from pipeline.clean.blocks import Piece
from pipeline.clean.fingerprint import block_hash
from pipeline.clean.fold import fold
from pipeline.clean.phrases import rule_by_words, section_by_words
from pipeline.clean.text import width
from pipeline.extract.places import cut_below, cut_cards

_SENTENCE_END = re.compile(r"[.!?…。！？।:;]['\"“”‘’»)\]]*$")
_PROSE = 80  # characters of a block that is prose beyond doubt
_TEASER = 300  # characters of the longest teaser
_LONG_WINDED = frozenset(["comments", "biography"])
_MOST_PROSE = 0.4  # share of the prose that no section of leftovers holds
_HEADING = 110  # characters of the longest heading
_STANDFIRST = 70  # characters of a heading above all prose that sums it up
_TOP = 12  # pieces among which the headline may stand once more
_WHOLE = 1000  # characters of a block that may be a copy of the article
_REPEATED = 60  # characters from which a block that stands twice is a copy


def cut_leftovers(
    pieces: list[Piece],
    *,
    title: str | None,
    learned: frozenset[str] = frozenset(),
    pictures: Collection[int] = (),
) -> list[str | None]:
    """The rule that cuts each piece, or None where it stays.

    ``pictures`` are the ``id()`` of elements that hold an image and little else.
    """
    rules: list[str | None] = [None] * len(pieces)
    prose = [is_prose(piece) for piece in pieces]
    _cut_repeated(pieces, rules)
    _cut_headline(pieces, prose, rules, title)
    first, last = _reach(prose)
    for i, piece in enumerate(pieces):
        if rules[i] is None:
            rules[i] = _by_itself(piece, learned, within=first <= i <= last)
    _cut_pictures(pieces, rules, pictures)
    _cut_sections(pieces, prose, rules)
    cut_cards(pieces, prose, rules)
    _cut_top(pieces, prose, rules)
    cut_below(pieces, prose, rules)
    _cut_tail(pieces, prose, rules)
    _name_subheads(pieces, prose, rules)
    _cut_orphans(pieces, rules)
    return rules


def is_prose(piece: Piece) -> bool:
    """Running text beyond doubt: long, and not mostly links."""
    return (
        piece.kind in ("paragraph", "blockquote", "list_item")
        and width(piece.text) >= _PROSE
        and piece.linked < 0.5 * len(piece.text)
    )


def _cut_repeated(pieces: list[Piece], rules: list[str | None]) -> None:
    """A copy of a block seen before, and what is too short to tell between two copies."""
    seen: set[str] = set()
    for i, piece in enumerate(pieces):
        text = fold(piece.text)
        if text in seen and len(text) >= _REPEATED:
            rules[i] = "repeated"
        seen.add(text)
    for i in range(1, len(pieces) - 1):
        if rules[i] is None and rules[i - 1] == rules[i + 1] == "repeated":
            rules[i] = "repeated"
    for i, piece in enumerate(pieces):
        if len(piece.text) >= _WHOLE and _holds_others(piece.text, pieces):
            rules[i] = "repeated"  # the article once more, without its markup: to be read aloud


def _holds_others(text: str, pieces: list[Piece]) -> bool:
    """Does a block say what three others say?"""
    others = (p.text[:_REPEATED] for p in pieces if _PROSE <= len(p.text) < len(text))
    return sum(other in text for other in others) >= 3


def _cut_headline(
    pieces: list[Piece], prose: list[bool], rules: list[str | None], title: str | None
) -> None:
    """The headline above the text, and all that stands above the headline."""
    name = fold(title or "")
    last = -1
    for i, piece in enumerate(pieces):
        text = fold(piece.text)
        same = text == name or (
            len(text) > 20 and (text in name or name in text) and len(text) < 2 * len(name)
        )
        if (same and name) or (piece.tag.name == "h1" and last < 0):
            last = i
        if prose[i] and not same:
            break
    for i in range(last + 1):
        rules[i] = rules[i] or ("headline" if i == last else "above_headline")
    for i in range(last + 1, min(len(pieces), _TOP)):  # below a standfirst
        if name and fold(pieces[i].text) == name:
            rules[i] = "headline"


def _reach(prose: list[bool]) -> tuple[int, int]:
    """The indices of the first and the last piece of prose; (0, -1) where there is none."""
    found = [i for i, is_so in enumerate(prose) if is_so]
    return (found[0], found[-1]) if found else (0, -1)


def _by_itself(piece: Piece, learned: frozenset[str], *, within: bool) -> str | None:
    """A rule that looks at the piece alone; ``within``: it stands among prose."""
    if piece.in_link:
        return "card"
    share = piece.linked / max(1, len(piece.text))
    if rule := rule_by_words(piece.text, share):
        return rule
    if learned and block_hash(piece.text) in learned:
        return "learned"
    if share > 0.8 and not (within and piece.kind in ("list_item", "subhead")):
        return "links"
    return None


def _cut_pictures(pieces: list[Piece], rules: list[str | None], pictures: Collection[int]) -> None:
    """The words that stand with an image in a box of their own, unless they are all that a section
    has: between two headings they are its text."""
    if not pictures:
        return
    boxed = [any(id(e) in pictures for e in _around(piece.tag)) for piece in pieces]
    free = [i for i, is_boxed in enumerate(boxed) if not is_boxed]
    for i, is_boxed in enumerate(boxed):
        if not is_boxed or rules[i] is not None or pieces[i].kind != "paragraph":
            continue
        at = bisect(free, i)
        opens = at > 0 and pieces[free[at - 1]].kind == "subhead"
        closes = at == len(free) or pieces[free[at]].kind == "subhead"
        if not (opens and closes):
            rules[i] = "picture"


def _cut_sections(pieces: list[Piece], prose: list[bool], rules: list[str | None]) -> None:
    """A heading that announces leftovers, with what stands under it."""
    announced = {i: rule for i, p in enumerate(pieces) if (rule := section_by_words(p.text))}
    if not announced:
        return
    starts: dict[int, int] = {}
    for i, piece in enumerate(pieces):
        for element in _around(piece.tag):
            starts.setdefault(id(element), i)
    for i, rule in announced.items():
        piece = pieces[i]
        rules[i] = rule
        box = [e for e in _around(piece.tag) if starts[id(e)] == i and e.name not in ("p", "li")]
        outer = box[-1] if box else None
        end = i + 1
        while end < len(pieces) and outer is not None and _is_within(pieces[end], outer):
            end += 1
        within = pieces[i + 1 : end]
        if (rule not in _LONG_WINDED and any(width(p.text) > _TEASER for p in within)) or (
            sum(prose[i + 1 : end]) > _MOST_PROSE * sum(prose)
        ):
            end = i + 1  # the box holds the article as well
        while end < len(pieces) and not prose[end] and pieces[end].kind != "subhead":
            end += 1
        for j in range(i + 1, end):
            rules[j] = rules[j] or rule


def _cut_top(pieces: list[Piece], prose: list[bool], rules: list[str | None]) -> None:
    """Short lines between the headline and the text: bylines, dates, labels."""
    first = next((i for i, p in enumerate(prose) if p and rules[i] is None), len(pieces))
    for i in range(first):
        text = pieces[i].text
        if i + 1 == first and pieces[i].kind == "subhead" and i:
            continue  # the heading of the first section
        if rules[i] is None and width(text) < _PROSE and not _SENTENCE_END.search(text):
            rules[i] = "top_matter"


def _cut_tail(pieces: list[Piece], prose: list[bool], rules: list[str | None]) -> None:
    """Headings and labels after the last prose."""
    last = max((i for i, p in enumerate(prose) if p and rules[i] is None), default=len(pieces))
    for i in range(last + 1, len(pieces)):
        piece = pieces[i]
        label = piece.kind == "paragraph" and not _SENTENCE_END.search(piece.text)
        if rules[i] is None and (label or (piece.kind == "subhead" and i > last + 1)):
            rules[i] = "tail"


def _name_subheads(pieces: list[Piece], prose: list[bool], rules: list[str | None]) -> None:
    """Short paragraphs that end as no sentence does, right above prose, are headings if they are
    bold, or if several have a class that no prose has; and what is long and a heading above all
    prose is the standfirst, no section's heading."""
    kept = [i for i, rule in enumerate(rules) if rule is None]
    plain = {_style(pieces[i]) for i in kept if prose[i]}
    styled: dict[str, list[Piece]] = {}
    for at, (i, after) in enumerate(pairwise(kept)):
        piece = pieces[i]
        if (
            at
            and piece.kind == "paragraph"
            and width(piece.text) <= _HEADING
            and prose[after]
            and not pieces[after].bold
            and not _SENTENCE_END.search(piece.text)
        ):
            if piece.bold:
                piece.kind = "subhead"
            elif piece.tag.get("class") and _style(piece) not in plain:
                styled.setdefault(_style(piece), []).append(piece)
    for alike in styled.values():
        for piece in alike if len(alike) > 1 else ():
            piece.kind = "subhead"
    for i in kept:
        if prose[i] or pieces[i].kind != "subhead":
            break
        if width(pieces[i].text) >= _STANDFIRST:
            pieces[i].kind = "paragraph"


def _style(piece: Piece) -> str:
    return f"{piece.tag.name} {piece.tag.get('class') or ''}"


def _cut_orphans(pieces: list[Piece], rules: list[str | None]) -> None:
    """Headings at the end with nothing under them."""
    for i in range(len(pieces) - 1, -1, -1):
        if rules[i] is not None:
            continue
        if pieces[i].kind != "subhead":
            return
        rules[i] = "orphan_heading"


def _is_within(piece: Piece, outer: Tag) -> bool:
    return any(element is outer for element in _around(piece.tag))


def _around(tag: Tag) -> list[Tag]:
    found = [tag]
    while tag.parent is not None and len(found) < 30:
        tag = tag.parent
        found.append(tag)
    return found
