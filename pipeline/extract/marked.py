"""The elements whose name, class or attribute says that they hold an author or a date."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from pipeline.clean.page import Page

AUTHORS = (
    "[rel~=author], [itemprop~=author], [class*=author i], [class*=byline i], [class*=autor i],"
    ".vcard .fn, [data-testid*=author i], [data-testid*=byline i], [id*=author i], [id*=byline i],"
    "[class*=writer i], [class*=auteur i], [class*=contributor i], [class*=redakteur i],"
    "a[href*='/author'], a[href*='/autor'], a[href*='/contributor'], a[href*='/profil']"
)
DATES = (
    "time, abbr[title], [itemprop~=datePublished], [itemprop~=dateModified], [class*=date i],"
    "[class*=publish i], [class*=posted i], [class*=timestamp i], [class*=updated i],"
    "[class*=datum i], [class*=fecha i]"
)
ELSEWHERE = re.compile(
    r"comment|related|teaser|sidebar|widget(?<!elementor-widget)|recommend|more-|latest|recent|popular|most-read|"
    r"newsletter|next-|prev|trending|archive|copyright|carousel|promo|event|tweet|list-item|"
    r"caption|card(?<!vcard)(?<!author-card)(?<!author_card)"
)  # each begins with a letter, so that most of a name is passed over at once
_MOST = 200  # marked elements of one kind that are looked at
_NEAR = 4  # ancestors of a line that may be a picture's
_HEIGHT = 12  # ancestors looked at for a sign that an element belongs to something else


@dataclass(frozen=True, slots=True)
class Marked:
    """The first marked elements of a page, in document order, those of other stories too."""

    authors: list[LexborNode]
    dates: list[LexborNode]


def read_marked(page: Page) -> Marked:
    """Look once for each kind; a page with hundreds is a listing, or means harm."""
    authors, dates = (
        page.elements.select(marks, below=page.tree.root)[:_MOST] for marks in (AUTHORS, DATES)
    )
    return Marked(authors, dates)


def is_elsewhere(node: LexborNode) -> bool:
    """Does an element belong to a comment, a teaser, a picture, a quotation, a box at the side, and
    so not to the head of the article?
    """
    current: LexborNode | None = node
    for _ in range(_HEIGHT):
        if current is None or current.tag in ("article", "main", "body"):
            return False
        if current.tag in ("nav", "aside", "figure", "blockquote"):
            return True
        attributes = current.attributes
        if ELSEWHERE.search(f"{attributes.get('class')} {attributes.get('id')}".lower()):
            return True
        current = current.parent
    return False


def in_picture(node: LexborNode) -> bool:
    """Does a line belong to a picture: is it its caption or credit?"""
    current: LexborNode | None = node
    for _ in range(_NEAR):
        if current is None:
            return False
        if current.tag in ("figure", "figcaption"):
            return True
        if "caption" in (current.attributes.get("class") or "").lower():
            return True
        current = current.parent
    return False
