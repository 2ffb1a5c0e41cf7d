"""Where the pictures of an article stand, and which element says what they show.

A picture is a ``<figure>``, an element that its class names a caption, or an image with a few words
in one box. Where neither says so, the words that an image carries itself (``alt``, ``title``,
``data-caption``) tell which line near it is its caption.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from selectolax.lexbor import LexborNode

from pipeline.clean.names import words_of
from pipeline.clean.page import Page
from pipeline.clean.select import first
from pipeline.clean.text import seen_text
from pipeline.extract.captions import (
    MOST,
    NEAR,
    PLACES,
    SHORT,
    beside,
    box_around,
    is_in_link,
    is_link_to_story,
    own_credit,
    told,
)
from pipeline.extract.credits import is_labelled_caption, split_caption, split_stray_caption
from pipeline.lexicon.load import toml

PICTURE = "img, picture, video, amp-img, amp-video"
_ALONE = frozenset(PICTURE.split(", "))
_MANY = 40  # images in one element that are no pictures with captions beside them
_HEIGHT = 10  # ancestors looked at for a sign that a picture belongs to something else
_NO_PICTURE = "blockquote, table, pre, q"  # HTML calls these figures, too
_ABOVE = 3  # images above the headline, that may be the article's


@dataclass(frozen=True, slots=True)
class Picture:
    """What holds a picture, what says what it shows (None: nothing does), by which rule."""

    rule: str
    holder: LexborNode
    caption: LexborNode | None


def find_pictures(page: Page, subtree: LexborNode) -> Iterator[Picture]:
    """The pictures in ``subtree``, which holds the body, and between the headline and it.

    In page order; those that belong to other stories are left out.
    """
    taken: set[int] = set()
    for node in _region(page, subtree):
        if node.mem_id in taken:
            continue
        picture = _read(page, node, subtree)
        if picture is None:
            continue
        for part in (picture.holder, picture.caption):
            if part is not None:
                taken.add(part.mem_id)
                taken.update(inner.mem_id for inner in part.css("*"))
        if picture.rule != "none":
            yield picture


def is_furniture(node: LexborNode) -> bool:
    """Does an element's name say that it is the page's and not the caption's?"""
    return node.tag == "button" or _is_named(node, "furniture")


def _region(page: Page, subtree: LexborNode) -> Iterator[LexborNode]:
    """Figures, captions and images from the headline to the end of the body."""
    body = page.tree.body
    if body is None:
        return
    started = page.anchor is None
    inside = False
    above: deque[LexborNode] = deque(maxlen=_ABOVE)  # images right above the headline
    anchor = page.anchor.mem_id if page.anchor is not None else 0
    selector = f"h1, h2, h3, p, {_selector()}"
    own = page.elements.below(subtree)
    for place in page.elements.places(selector, below=body):
        node, within = page.elements.nodes[place], place in own
        if inside and not within:
            return
        if not started and (within or node.mem_id == anchor):
            started = True
            yield from above
        inside = inside or (within and node.tag == "p")
        if node.tag in ("h1", "h2", "h3") or (node.tag == "p" and not _has_caption_class(node)):
            continue
        if not started and node.tag not in ("figure", "img"):
            continue
        if _is_elsewhere(node, subtree, named=node.tag != "img"):
            continue
        if started or node.tag == "figure":
            yield node
        else:
            above.append(node)


def _read(page: Page, node: LexborNode, subtree: LexborNode) -> Picture | None:
    if node.tag == "figure":
        return _figure(page, node)
    if node.tag == "figcaption" or _has_caption_class(node):
        named = "" if node.tag == "figcaption" else f", {_captions()}"
        if first(node, f"figure, figcaption{named}"):
            return None  # what it holds follows
        around = _picture_around(page, node) or (_above(node) if node.tag == "figcaption" else None)
        if around is None or _holds_quote(around):
            around = node if _tells_credit(node) else None
        if around is None or is_link_to_story(node) or is_in_link(node):
            return None
        return Picture("caption", around, node)
    if node.tag in ("img", "amp-img"):
        return _image(page, node, subtree)
    if len(node.text(deep=True)) > SHORT or node.css_first("figcaption, img") is not None:
        return None  # what it holds follows
    return Picture("picture class", node, node) if is_labelled_caption(seen_text(node)) else None


def _figure(page: Page, node: LexborNode) -> Picture | None:
    if first(node, "figure") is not None:
        return None  # a gallery, whose own figures follow
    if is_link_to_story(node) or is_in_link(node):
        return Picture("none", node, None)  # a teaser
    caption = first(node, "figcaption") or first(node, _captions())
    if _is_named(node, "quotes") or node.css_first("blockquote") is not None:
        return Picture("figure", node, None)  # whose caption says who is quoted
    if node.css_first(PICTURE) is None and (caption is None or node.css_first(_NO_PICTURE)):
        return Picture("none", node, None)
    if caption is None:
        rule, caption = "own words", told(page, node)
        caption = caption or beside(node)
        if caption is not None:
            return Picture(rule, node, caption)
    return Picture("figure", node, caption)


def _image(page: Page, image: LexborNode, subtree: LexborNode) -> Picture | None:
    """An image outside a figure, with its caption where the image's own words tell it, or where
    nothing but a few words stands with it in a box."""
    if (caption := told(page, image)) is not None:
        return Picture("own words", image, caption)
    if _is_elsewhere(image, subtree):
        return None
    box = box_around(page, image)
    if box is None:
        caption = None if _is_of_many(page, image) else beside(image)
        is_known = caption is not None or own_credit(image) is not None
        return Picture("beside", image, caption) if is_known else None
    if is_link_to_story(box) or is_in_link(box):
        return None
    if split_stray_caption(seen_text(box), explicit=True) is None:
        return None
    return Picture("box", box, box)


def _is_of_many(page: Page, image: LexborNode) -> bool:
    """Does an image stand among so many that what is beside them is none's caption?"""
    return image.parent is not None and page.elements.count("img", image.parent) > _MANY


def _picture_around(page: Page, caption: LexborNode) -> LexborNode | None:
    """The nearest element around a caption that holds a picture too, or is named as one."""
    current = caption.parent
    is_own = caption.tag == "figcaption" or _is_in(caption, "figcaption")
    for _ in range(NEAR):
        if current is None or current.tag in PLACES:
            return None
        if not is_own and page.elements.count("figcaption", current):
            return None  # whose picture has its own caption
        pictures = page.elements.count(PICTURE, current)
        if pictures or _is_named(current, "pictures"):
            return current if pictures <= MOST else None
        current = current.parent
    return None


def _is_in(node: LexborNode, tag: str) -> bool:
    """Does an element stand right in one of that kind, or in one that does?"""
    up = node.parent
    for _ in range(NEAR):
        if up is None or up.tag == tag:
            return up is not None
        up = up.parent
    return False


def _above(caption: LexborNode) -> LexborNode | None:
    """What stands right above a caption, if that holds a picture."""
    before = caption.prev
    while before is not None and not before.is_element_node:
        if (before.text_content or "").strip():
            return None
        before = before.prev
    if before is None:
        return None
    return before if before.tag in _ALONE or before.css_first(PICTURE) is not None else None


def _tells_credit(node: LexborNode) -> bool:
    """Is a caption without a picture, which a script may put there, known by its credit?"""
    text = seen_text(node)
    if node.tag == "figcaption":
        return split_caption(text).credit is not None
    return is_labelled_caption(text)


def _holds_quote(around: LexborNode) -> bool:
    """Does an element hold a quotation, so that its caption says whose that is?"""
    return around.css_first("blockquote, q") is not None or _is_named(around, "quotes")


def _is_elsewhere(node: LexborNode, subtree: LexborNode, *, named: bool = True) -> bool:
    """Does the picture stand in what is not the article: by the elements around it, and by their
    names where ``named``?"""
    # A figure that explains itself and links nowhere is no teaser, whatever the names around it.
    explained = not named or (
        node.css_first("figcaption") is not None and node.css_first("a[href]") is None
    )
    current: LexborNode | None = node
    for _ in range(_HEIGHT):
        if current is None or current.tag in ("body", "article", "main"):
            return False
        if current.mem_id == subtree.mem_id:
            return False
        if current.tag in ("nav", "aside", "footer"):
            return True
        if not explained and _is_named(current, "elsewhere"):
            return True
        current = current.parent
    return False


def _is_named(node: LexborNode, kind: str) -> bool:
    attributes = node.attributes
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return len(names) > 1 and _words(kind).search(words_of(names)) is not None


def _has_caption_class(node: LexborNode) -> bool:
    names = node.attributes.get("class")
    return names is not None and _caption_words().search(names.lower()) is not None


@cache
def _words(kind: str) -> re.Pattern[str]:
    return re.compile(f"-(?:{'|'.join(toml('images')[kind])})-")


@cache
def _caption_words() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, toml("images")["captions"])))


@cache
def _captions() -> str:
    return ", ".join(f"[class*='{word}' i]" for word in toml("images")["captions"])


@cache
def _selector() -> str:
    named = ", ".join(f"[class*='{word}' i]" for word in ("image", "photo", "foto", "picture"))
    return f"figure, figcaption, img, amp-img, {_captions()}, {named}"
