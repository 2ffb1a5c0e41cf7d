"""Clean a subtree with BeautifulSoup: take out what is not prose, and name the rule each time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4.element import Tag

from pipeline.clean.blocks import Mark
from pipeline.clean.elements import TEXT_BLOCKS
from pipeline.clean.embeds import is_embedded_post
from pipeline.clean.names import CERTAIN, HIDDEN, Names, words_of
from pipeline.clean.sizes import Sizes
from pipeline.clean.soup import put_in_place

_CUT_TAGS = {
    "nav": "navigation",
    "aside": "aside",
    "footer": "site",
    "dialog": "site",
    "button": "control",
    "select": "control",
    "input": "control",
    "textarea": "control",
    "label": "control",
    "time": "dates_and_names",
    "audio": "embed",
    "video": "embed",
    "iframe": "embed",
    "object": "embed",
    "embed": "embed",
    "canvas": "embed",
}
_ROLES = {
    "navigation": "navigation",
    "complementary": "aside",
    "contentinfo": "site",
    "search": "control",
    "dialog": "site",
    "alertdialog": "site",
    "menu": "navigation",
    "menubar": "navigation",
    "toolbar": "control",
    "tooltip": "site",
    "button": "control",
    "tablist": "control",
}
_IN_TEXT = frozenset(["time", "label", "button"])
_OPEN = frozenset(["active", "show", "is-active", "current", "selected"])
_NO_PICTURE = frozenset(["table", "pre", "blockquote"])  # HTML calls these figures, too
_BOXES = [
    "div",
    "span",
    "a",
    "picture",
    "center",
    "td",
    "tr",
    "tbody",
    "table",
    "section",
    "p",
    "dl",
    "dd",
    "dt",
]
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_PICTURES = frozenset(["img", "picture"])
_CONTROLS = frozenset(["input", "button"])
# What is so called links elsewhere: share of its characters in links under which it is text. On
# the development sets most elements with fewer are gold, and most with more are not.
_LINKING = {"related": 0.15, "navigation": 0.05}
_CAPTION = 300  # characters of the longest caption that is told from prose by its place alone
_LINE = 80  # characters of the longest caption that shares a paragraph with its picture
_LINES = 2  # paragraphs of a figure at most: a caption and a credit
_ICON = 64  # pixels of the longer side of an icon
_ICONS = re.compile(r"-(?:icon|inline|emoji|smiley|bullet|math)-")
_ENOUGH = 500  # characters that must be left when a long element goes by its name
_MOST = 0.4  # an element with more of the subtree's text than this is no leftover


@dataclass(slots=True)
class Cleaned:
    """The subtree without what was cut; ``cuts`` are ``(rule, element)`` in page order, and a
    numbered ``Mark`` stands where each was.

    ``pictures`` are elements, by ``id()``, that hold an image and a few words and may be figures.
    """

    root: Tag
    sizes: Sizes
    pictures: dict[int, Tag] = field(default_factory=dict)
    cuts: list[tuple[str, Tag]] = field(default_factory=list)

    def cut(self, rule: str, tag: Tag, at: int) -> None:
        """Take an element out, which is its parent's child number ``at``, and leave its mark."""
        self.sizes.take_off(tag)
        put_in_place(tag, at, Mark(str(len(self.cuts))))
        self.cuts.append((rule, tag))


def clean(root: Tag, names: Names | None = None) -> Cleaned:
    """Take figures and leftovers out of ``root`` (in place)."""
    names = names or Names()
    sizes = Sizes(root)
    cleaned = Cleaned(root, sizes)
    whole = sizes.whole or 1
    prose: dict[int, bool] = {}
    for tag, at in _tags(root):
        if tag.name == "figure":
            if not _holds(tag, _NO_PICTURE):
                cleaned.cut("figure", tag, at)
            continue
        if tag.name == "img" and (box := _picture_box(tag, root, sizes, prose)) is not None:
            cleaned.pictures[id(box)] = box
        rule = _rule(tag, sizes, names)
        if rule is None or tag is root:
            continue
        if rule == "caption" and _holds(tag, _PICTURES):
            if sizes.of(tag) <= 0.2 * whole:
                cleaned.cut("figure", tag, at)
            continue
        if rule in _LINKING and tag.name not in _CUT_TAGS and _leads_nowhere(tag, rule, sizes):
            continue
        length = sizes.of(tag)
        if length <= _MOST * whole or (rule in CERTAIN and whole - length >= _ENOUGH):
            cleaned.cut(rule, tag, at)
    return cleaned


def _picture_box(image: Tag, root: Tag, sizes: Sizes, prose: dict[int, bool]) -> Tag | None:
    """The element around an image that holds nothing but it and a few words: a figure by another
    name. None where the image stands in prose or by itself, or is but an icon.

    ``prose`` keeps, by ``id()``, which elements hold a heading or paragraphs: many images may share
    one.
    """
    if _is_icon(image):
        return None
    box = None
    tag = image
    most = min(_CAPTION, 0.2 * sizes.whole)
    while tag.parent is not None and tag.parent is not root and tag.parent.name in _BOXES:
        tag = tag.parent
        length = sizes.of(tag)
        if length > most:
            break
        if id(tag) not in prose:
            prose[id(tag)] = _holds(tag, _HEADINGS) or _paragraphs(tag) > _LINES
        if prose[id(tag)]:
            break
        if tag.name == "p" and length > _LINE and box is None:
            break  # a paragraph that runs around its picture
        if length:
            box = tag
    return box


def _is_behind(panel: Tag) -> bool:
    """Does another tab stand before this one?"""
    panels = panel.parent.find_all(role="tabpanel", recursive=False) if panel.parent else []
    opened = [p for p in panels if _OPEN & set(str(p.get("class") or "").split())]
    return bool(opened) and panel not in opened


def _is_card(article: Tag, sizes: Sizes) -> bool:
    """Is an article inside the article another one's teaser: a few words, most of them a link?"""
    length = sizes.of(article)
    return length <= _CAPTION and 2 * _linked(article, sizes) > length


def _paragraphs(tag: Tag) -> int:
    return sum(isinstance(node, Tag) and node.name == "p" for node in tag.descendants)


def _is_icon(image: Tag) -> bool:
    """Is an image no larger than a line or two, as it says itself: a bullet, a smiley, a term?"""
    sides = [str(image.get(side) or "").removesuffix("px") for side in ("width", "height")]
    if any(side.isdecimal() and int(side) <= _ICON for side in sides):
        return True
    return bool(_ICONS.search(words_of(str(image.get("class") or ""))))


def _rule(tag: Tag, sizes: Sizes, names: Names) -> str | None:
    named = _CUT_TAGS.get(tag.name)
    if tag.name == "blockquote" and is_embedded_post(tag):
        return "embed"
    if tag.name == "figcaption" and tag.find_parent("figure") is None:
        return "caption"
    if named and tag.name in _IN_TEXT and tag.parent is not None and tag.parent.name in TEXT_BLOCKS:
        return None  # a date in a sentence, a question that opens an answer
    if tag.name == "article" and _is_card(tag, sizes):
        return "card"
    attributes = tag.attrs
    if named or not attributes:
        return named
    style = attributes.get("style")
    if ((style and HIDDEN.search(str(style))) or "hidden" in attributes) and (
        sizes.of(tag) < _CAPTION or _holds(tag, _CONTROLS)
    ):
        return "hidden"  # longer ones are answers that a click unfolds
    role = str(attributes.get("role") or "")
    if role == "tabpanel" and _is_behind(tag):
        return "hidden"
    if rule := _ROLES.get(role):
        return rule
    return names.rule_of(tag.name, attributes.get("class"), attributes.get("id"))  # type: ignore[arg-type]  # one string each: ``soup_of`` splits none


def _tags(root: Tag) -> Iterator[tuple[Tag, int]]:
    """Tags in page order, and which child of its parent each is; what hangs below a tag taken out
    meanwhile is passed over."""
    stack = [(root, 0)]
    while stack:
        tag, at = stack.pop()
        yield tag, at
        if tag is root or tag.parent is not None:
            inner = [(c, i) for i, c in enumerate(tag.contents) if isinstance(c, Tag)]
            stack.extend(reversed(inner))


def _holds(tag: Tag, names: frozenset[str]) -> bool:
    return any(isinstance(node, Tag) and node.name in names for node in tag.descendants)


def _leads_nowhere(tag: Tag, rule: str, sizes: Sizes) -> bool:
    """Is an element called a teaser or a menu, and yet has next to no links?"""
    return _linked(tag, sizes) < _LINKING[rule] * sizes.of(tag)


def _linked(tag: Tag, sizes: Sizes) -> int:
    """The characters of links below ``tag``."""
    links = (node for node in tag.descendants if isinstance(node, Tag) and node.name == "a")
    return sum(map(sizes.of, links))
